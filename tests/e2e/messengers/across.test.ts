/** One project whose members sit on Feishu, DingTalk and WeCom, over the wire of all three. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { read } from '../acceptance/talk.ts'
import { type Seen, SimulatorClient } from '../support/client.ts'
import { again, press } from '../support/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const DING_GROUP = '双12钉钉群'

let world: World
let feishu: SimulatorClient
let dingtalk: SimulatorClient
let wecom: SimulatorClient

beforeEach(async () => {
  world = await startWorld()
  feishu = world.client
  dingtalk = new SimulatorClient(world.address, 'dingtalk')
  wecom = new SimulatorClient(world.address, 'wecom')
})
afterEach(() => world.close())

/** What the bot says in that chat because of a line. */
async function ask(client: SimulatorClient, chat: string, from: string, line: string): Promise<readonly Seen[]> {
  const id = await client.say(chat, from, line)
  await client.idle()
  return client.botMessages(chat, id)
}

const last = async (client: SimulatorClient, chat: string) => (await client.botMessages(chat)).at(-1)

/** A project in the DingTalk group, made and run by 李雷 there. */
async function projectInDingtalk(): Promise<void> {
  await ask(dingtalk, DING_GROUP, '李雷', '@营销助手 新建项目 双12大促 12月1日到12月20日 预算50万')
  await ask(dingtalk, DING_GROUP, '李雷', '@营销助手 确认')
  await ask(dingtalk, DING_GROUP, '李雷', '@营销助手 新建任务 详情页文案')
}

describe('D3 across messengers', () => {
  it('李雷 assigns in DingTalk; 韩梅 is told in WeCom alone and accepts there; the DingTalk card says so', async () => {
    await projectInDingtalk()
    await ask(wecom, '韩梅', '韩梅', '消息发到 企业微信')
    const [question] = await ask(dingtalk, DING_GROUP, '李雷', '@营销助手 把 详情页文案 派给小韩 周五前')
    expect(read(question)).toContain('「小韩」有 2 个')
    await ask(dingtalk, DING_GROUP, '赵倩', '@营销助手 2')
    expect(read(await last(wecom, '韩梅梅'))).toBe('')
    const before = (await dingtalk.botMessages(DING_GROUP)).length
    const [card] = await ask(dingtalk, DING_GROUP, '李雷', '@营销助手 1')
    expect(read(card)).toMatch(/T-1 详情页文案[\s\S]*待接受[\s\S]*韩梅[\s\S]*2026-11-27/)
    const notice = await last(wecom, '韩梅')
    expect(notice?.buttons.map(({ label }) => label)).toEqual(['接受', '有问题'])
    expect(await last(feishu, '韩梅')).toBeUndefined()
    if (!notice || !card) throw new Error('nobody was told')
    await press(wecom, notice, '韩梅', '接受')
    await wecom.idle()
    expect(read(await last(wecom, '韩梅'))).toContain('已接受')
    expect(read(await again(dingtalk, card))).toContain('已接受')
    // Nothing new in the group: the card that is there changed.
    expect(await dingtalk.botMessages(DING_GROUP)).toHaveLength(before + 1)
  })
})

describe('an approval that is shown on two messengers', () => {
  it('is decided once; both cards say by whom; whoever presses later is told', async () => {
    await projectInDingtalk()
    await ask(wecom, '钱芳', '钱芳', '消息发到 企业微信')
    const request = await last(feishu, '王敏')
    if (!request) throw new Error('王敏 was not asked')
    expect(await press(feishu, request, '王敏', '同意')).toContain('已同意')
    await feishu.idle()
    const second = await last(wecom, '钱芳')
    if (!second) throw new Error('钱芳 was not asked')
    expect(read(second)).toContain('¥500,000.00')
    await press(wecom, second, '钱芳', '同意')
    await wecom.idle()
    expect(read(await last(wecom, '钱芳'))).toContain('钱芳')
    expect(read(await again(feishu, request))).toContain('钱芳')
    const [budget] = await ask(dingtalk, DING_GROUP, '李雷', '@营销助手 预算')
    expect(read(budget)).toContain('¥500,000.00')
  })
})

describe('an account that nobody has', () => {
  it('is bound with its code from where the person is known, and speaks for the person from then on', async () => {
    await projectInDingtalk()
    const [asked] = await ask(wecom, '钱芳', '钱芳', '我的账号')
    expect(read(asked)).toMatch(/飞书[\s\S]*企业微信/)
    await ask(feishu, '钱芳', '钱芳', '消息发到 企业微信')
    expect(read((await ask(wecom, '钱芳', '钱芳', '我的账号'))[0])).toMatch(/企业微信[^\n]*个人消息发到这里/)
  })
})

describe('each messenger by itself', () => {
  it.each([
    ['feishu', '双12项目群'],
    ['dingtalk', DING_GROUP],
    ['wecom', '双12企微群'],
  ])('%s: in its group, a project is created, asked for and understood', async (platform, group) => {
    const client = new SimulatorClient(world.address, platform)
    const who = platform === 'wecom' ? '韩梅' : '李雷'
    const [help] = await ask(client, group, who, '@营销助手 帮助')
    expect(read(help)).toContain('你在这里可以')
    if (platform === 'wecom') return
    const [draft] = await ask(client, group, who, '@营销助手 新建项目 双12大促 12月1日到12月20日 预算50万')
    expect(read(draft)).toContain('¥500,000.00')
    expect(draft?.buttons.map(({ label }) => label)).toContain('创建')
    if (!draft) throw new Error('no draft')
    await press(client, draft, who, '创建')
    await client.idle()
    expect((await client.botMessages(group)).map(read).join('\n')).toContain('P-101 双12大促')
  })

  it('WeCom: hours logged in a private chat, corrected, and refused beyond a day (D4)', async () => {
    await projectInDingtalk()
    await ask(dingtalk, DING_GROUP, '李雷', '@营销助手 把 详情页文案 派给韩梅 周五前')
    await world.client.clock({ now: '2026-11-23T18:30:00+08:00' })
    const logged = (await ask(wecom, '韩梅', '韩梅', '昨天详情页文案3小时,今天2.5h')).map(read).join('\n')
    expect(logged).toContain('已记 2 条: 11-22(周日) 3.0h、11-23 2.5h')
    expect(logged).toContain('11-22 是休息日,按加班记录?')
    expect((await ask(wecom, '韩梅', '韩梅', '昨天那条改成2小时')).map(read).join()).toContain('已改 3.0→2.0h')
    const offer = (await ask(wecom, '韩梅', '韩梅', '今天再记23小时')).map(read).join()
    expect(offer).toContain('是否想记 2.3h?')
  })
})
