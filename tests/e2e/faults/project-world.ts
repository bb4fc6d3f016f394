/** A world in one process with a project of 李雷's bound to the group. */
import { column, count } from '../support/database.ts'
import { press } from '../support/seen.ts'
import { startWorld, type World, type WorldOptions } from '../support/world.ts'

export const GROUP = '双12项目群'

export async function projectWorld(options: WorldOptions = {}): Promise<World> {
  const world = await startWorld(options)
  const [draft] = await world.ask(GROUP, '李雷', '@营销助手 新建项目 春季上新 12月1日到12月20日 预算20万')
  await press(world.client, draft, '李雷', '创建')
  return world
}

/** How many tasks of this title there are: one for each time that the command took effect. */
export const tasksNamed = (world: World, title: string): number =>
  count(world.dataDir, 'SELECT count(*) FROM task WHERE title = ?', title)

/** What was refused at the door, oldest first. */
export const refusals = (dataDir: string): string[] =>
  column<string>(dataDir, `SELECT event || ' ' || outcome FROM audit_entry WHERE source = 'door' ORDER BY seq`)
