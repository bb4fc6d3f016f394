/** One round: do one thing, die before one of its steps, start again, look. One round for each step, in several worlds at once. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { expectSound } from '../support/database.ts'
import { type Processes, type StartOptions, startProcesses } from '../support/processes.ts'
import { letters } from '../support/roster.ts'
import { ready } from '../support/world.ts'

export const GROUP = '双12项目群'

const KILLABLE: StartOptions = {
  nodeArgs: ['--import', './tests/e2e/crash/kill-points.ts'],
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'mems-compile-cache') },
}

/** One command, done in many rounds. `name` is different in each. */
export interface Scene {
  prepare(name: string): Promise<void>
  act(name: string): Promise<void>
  /** After the restart, when all is quiet: exactly one effect and one reply. */
  check(name: string): Promise<void>
}

export interface Deaths {
  /** Every step of one undisturbed round, in order. */
  steps: readonly string[]
  /** The steps before which a process died. */
  before: readonly string[]
}

/** A killable service with a project of 200,000 bound to the group, owned by 李雷. */
async function killableWorld(): Promise<Processes> {
  const world = await startProcesses({ rateLimits: 'off', service: KILLABLE })
  const { client } = world
  await ready(world.address)
  await client.say(GROUP, '李雷', '@营销助手 新建项目 春季上新 12月1日到12月20日 预算20万')
  await world.quiet()
  const [draft] = await client.botMessages(GROUP)
  await client.click(draft?.id ?? '', '李雷', draft?.buttons[0]?.id ?? '')
  await world.quiet()
  const [request] = await client.botMessages('王敏')
  const voted = await client.click(request?.id ?? '', '王敏', request?.buttons[0]?.id ?? '')
  expect(voted).toMatchObject({ status: 'ok', toast: { type: 'success' } })
  await world.quiet()
  return world
}

/**
 * Lists the steps of the scene in an undisturbed round, then plays it once for each of them and dies before it; also
 * after the last. `scene` is asked once for each of the `worlds` worlds, which share the work.
 */
export async function dieBeforeEveryStep(worlds: number, scene: (world: Processes) => Scene): Promise<Deaths> {
  const stages = await Promise.all(
    Array.from({ length: worlds }, async () => {
      const world = await killableWorld()
      return new Stage(world, scene(world))
    }),
  )
  const lists = await Promise.all(stages.map((stage) => stage.round(undefined)))
  // A job's tick may take a delivery over into its own context, where it is not noted: the longest list has all.
  const steps = lists.reduce<readonly string[]>((a, b) => (b && b.length > a.length ? b : a), [])
  const waiting = [...steps]
  const before: string[] = []
  await Promise.all(
    stages.map(async (stage) => {
      for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
        if (!(await stage.round(step)) || !(await stage.round(step))) before.push(step)
      await stage.end()
    }),
  )
  return { steps, before }
}

/** A world in which one scene is played again and again. */
class Stage {
  readonly #world: Processes
  readonly #scene: Scene
  #rounds = 0

  constructor(world: Processes, scene: Scene) {
    this.#world = world
    this.#scene = scene
  }

  /** Resolves to the steps noted if the process came to the end of its work, to undefined if it died before `step`. */
  async round(step: string | undefined): Promise<readonly string[] | undefined> {
    const world = this.#world
    this.#rounds += 1
    const name = `海报${letters(this.#rounds)}`
    await this.#scene.prepare(name)
    await killPoints(world, step)
    await this.#scene.act(name)
    const steps = await survived(world)
    // Dying after the very last step is a death, too.
    await world.crash()
    await world.start(KILLABLE)
    await ready(world.address)
    await resend(world)
    await world.quiet()
    await this.#scene.check(name)
    return steps
  }

  async end(): Promise<void> {
    await this.#world.crash()
    await expectSound(this.#world.dataDir)
    await this.#world.close()
  }
}

async function survived(world: Processes): Promise<readonly string[] | undefined> {
  try {
    await world.quiet()
    return await killPoints(world, undefined)
  } catch {
    return undefined
  }
}

/** Arms the service; resolves to the steps noted since the last arming. */
async function killPoints(world: Processes, before: string | undefined): Promise<readonly string[]> {
  const query = before === undefined ? '' : `?${new URLSearchParams({ before })}`
  return (await fetch(`${world.address}/kill-points${query}`)).json() as Promise<string[]>
}

/** Lets the platform send again what was never acknowledged: 15 s later by its clock. Clicks are never sent again. */
async function resend({ client }: Processes): Promise<void> {
  const [latest] = (await client.exchanges(20)).filter(({ direction }) => direction === 'to-service')
  if (!latest) throw new Error('no event was sent')
  const { header } = latest.decrypted as { header: { event_type: string } }
  if (latest.status !== 200 && header.event_type === 'im.message.receive_v1') await client.clock({ advance: 'PT15S' })
}
