/** The project day most tests start from: P-101 in its group with an approved budget and four tasks, one of a vendor's. */
import { BotWorld, only, type Place, type Shown } from '../../support/bot-world.ts'

export const CREATE = '新建项目 双12大促 12月1日到12月20日 预算50万 目标GMV300万'

type Options = Parameters<typeof BotWorld.open>[0]

/** P-101 with its sub-projects; the budget waits as A-1. */
export async function born(options?: Options): Promise<BotWorld> {
  const world = await BotWorld.open(options)
  await world.click('李雷', only(await world.say('李雷', 'project', CREATE)), '创建')
  return world
}

/** A-1 is approved: 500,000. T-1 赵倩, T-2 周涛 (after T-1), T-3 韩梅, T-4 吴迪; all still to be accepted. */
export async function launched(options?: Options): Promise<BotWorld> {
  const world = await born(options)
  await world.say('王敏', 'private', '同意 A-1')
  await world.say('钱芳', 'private', '同意 A-1')
  await world.say(
    '李雷',
    'project',
    '拆任务: 主视觉设计 赵倩 11.24-11.27; 主会场页面 周涛 3个工作日 依赖 主视觉设计; 详情页文案 韩梅 12月1日; 展架印刷 吴迪 12月4日',
  )
  return world
}

/** What a line led to: `done`, or the code of its refusal, or the kind of question that was asked. */
export async function outcomeOf(world: BotWorld, who: string, place: Place, line: string): Promise<string> {
  const before = world.state.audit.size
  const prompts = world.state.prompts.size
  const shown = await world.say(who, place, line)
  const code = world.state.audit
    .where()
    .slice(before)
    .map(({ detail }) => detail?.code)
    .find((one) => one !== undefined)
  if (code !== undefined) return code
  if (world.state.prompts.size > prompts) return world.state.prompts.where().at(-1)?.kind ?? ''
  return shown.length > 0 ? 'done' : 'silence'
}

export const texts = (shown: readonly Shown[]): string[] => shown.map(({ where, text }) => `${where}: ${text}`)

/** Everything a person was shown, in one string. */
export const allText = (shown: readonly Shown[]): string => shown.map(({ text }) => text).join('\n')
