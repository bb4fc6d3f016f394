/**
 * An approval that stands on two messengers is pressed on both at the same instant, and by somebody who may not decide,
 * while events come twice and answers get lost: one decision, and every card says the same. MEMS_ROUNDS asks for more.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { read } from '../acceptance/talk.ts'
import { type Seen, SimulatorClient } from '../support/client.ts'
import { again } from '../support/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const ROUNDS = Number(process.env.MEMS_ROUNDS ?? 6)
const GROUP = '双12项目群'

let world: World
let feishu: SimulatorClient
let dingtalk: SimulatorClient

beforeAll(async () => {
  world = await startWorld()
  feishu = world.client
  dingtalk = new SimulatorClient(world.address, 'dingtalk')
  await world.ask(GROUP, '李雷', '@营销助手 新建项目 双12大促 12月1日到12月20日 预算50万')
  await world.ask(GROUP, '李雷', '@营销助手 确认')
  for (const approver of ['王敏', '钱芳']) await world.ask(approver, approver, '同意 A-1')
  // The project's manager decides on small sums, and is told of them in DingTalk.
  await world.ask('李雷', '李雷', '消息发到 钉钉')
})
afterAll(() => world.close())

async function requested(round: number): Promise<{ inGroup: Seen; inDingtalk: Seen }> {
  const [inGroup] = await world.ask(GROUP, '周涛', `@营销助手 申请预算 100 投放第${round}批 供应商 星河传媒`)
  const inDingtalk = (await dingtalk.botMessages('李雷')).at(-1)
  if (!inGroup || !inDingtalk) throw new Error('the request was not shown')
  return { inGroup, inDingtalk }
}

function pressOn(client: SimulatorClient, card: Seen, from: string, label: string) {
  const button = card.buttons.find((one) => one.label === label)
  if (!button) throw new Error(`no ${label} among ${card.buttons.map((one) => one.label).join()}`)
  return client.click(card.id, from, button.id)
}

/** The same for the same round, different from one to the next. */
const coin = (round: number, sides: number): number => (round * 7919 + 13) % sides

it(`${ROUNDS} approvals pressed on two messengers at once are decided once each`, { timeout: 600_000 }, async () => {
  for (let round = 1; round <= ROUNDS; round++) {
    const { inGroup, inDingtalk } = await requested(round)
    if (coin(round, 3) === 0) await feishu.fault({ direction: 'event' }, { kind: 'duplicate' })
    if (coin(round, 4) === 1) await dingtalk.fault({ direction: 'event' }, { kind: 'lost_answer' })
    if (coin(round, 5) === 2)
      await feishu.fault({ direction: 'api', method: 'PATCH' }, { kind: 'server_error', status: 503 })
    const presses = [
      () => pressOn(feishu, inGroup, '李雷', '同意'),
      () => pressOn(dingtalk, inDingtalk, '李雷', '同意'),
      () => pressOn(feishu, inGroup, '王敏', '同意'),
    ]
    const order = [...presses.slice(coin(round, 3)), ...presses.slice(0, coin(round, 3))]
    const answers = await Promise.all(order.map((press) => press()))
    await world.client.idle()
    await feishu.clearFaults()
    await dingtalk.clearFaults()
    await world.client.clock({ advance: 'PT5S' })
    await world.client.idle()
    const told = answers.flatMap(({ toast }) => (toast ? [toast.content] : []))
    expect(told.filter((text) => text.startsWith('已同意')).length, told.join('\n')).toBeLessThanOrEqual(1)
    for (const text of told)
      expect(text).toMatch(/^已同意|已由 李雷 于 \d\d:\d\d 同意,你的操作未生效|需 李雷 审批,你的操作未生效/)
    for (const card of [await again(feishu, inGroup), await again(dingtalk, inDingtalk)])
      expect(read(card), `round ${round}`).toMatch(/已同意[\s\S]*李雷/)
  }
  const [budget] = await world.ask(GROUP, '李雷', '@营销助手 预算')
  // Held once for each.
  expect(read(budget)).toContain(`占用：¥${(ROUNDS * 100).toLocaleString('en')}.00`)
})
