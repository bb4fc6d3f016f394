import { beforeEach, describe, expect, it } from 'vitest'
import { CODE_MS } from '../../../../src/domain/people/binding.ts'
import { BotWorld, only } from '../../../support/bot-world.ts'

const MINUTE = 60_000
let world: BotWorld

beforeEach(async () => {
  world = await BotWorld.open({ nameOf: () => '韩梅(文案)' })
})

/** Somebody says it with an account of the other messenger, in private or in a group there. */
async function elsewhere(text: string, kind: 'private' | 'group' = 'private') {
  const conversation = { platform: 'wecom', kind, id: kind === 'private' ? 'hanmei' : 'wr_group' }
  const message = world.message('韩梅', 'private', text)
  await world.dispatcher.accept({ ...message, platform: 'wecom', conversation, sender: 'hanmei' })
  return world.settle()
}

async function codeAsked(): Promise<string> {
  const [shown] = await elsewhere('绑定账号')
  return /(\d{6})/.exec(shown?.text ?? '')?.[1] ?? ''
}

async function bound(): Promise<void> {
  const preview = only(await world.say('韩梅', 'private', `绑定账号 ${await codeAsked()}`))
  await world.click('韩梅', preview, '确认绑定')
}

const accountsOf = async (name: string) =>
  (await world.environment.unitOfWork.run((tx) => tx.people.byId(world.person(name).id)))?.accounts ?? []
const audited = async (event: string) =>
  (await world.environment.unitOfWork.run((tx) => tx.audit.list({ limit: 50 }))).filter((one) => one.event === event)

describe('绑定账号', () => {
  it('tells an account that nobody has how it may be bound, and gives it a code in private', async () => {
    expect(only(await elsewhere('我的任务')).text).toMatch(/不认识[\s\S]*绑定账号/)
    const code = await codeAsked()
    expect(code).toMatch(/^\d{6}$/)
    expect(only(await elsewhere('@营销助手 绑定账号', 'group')).text).not.toMatch(/\d{6}/)
    expect((await audited('account.code')).map(({ account }) => account)).toEqual(['wecom/hanmei'])
  })

  it('binds after the known account has confirmed, and what is said there is that person from then on', async () => {
    const preview = only(await world.say('韩梅', 'private', `绑定账号 ${await codeAsked()}`))
    expect(preview.text).toContain('企业微信「韩梅(文案)」')
    expect(await accountsOf('韩梅')).toHaveLength(1)
    const clicked = await world.click('韩梅', preview, '确认绑定')
    expect(clicked.toast + clicked.cardText).toContain('已绑定 企业微信')
    expect(await accountsOf('韩梅')).toContainEqual({ platform: 'wecom', id: 'hanmei', bound: true })
    expect(only(await elsewhere('我的账号')).text).toMatch(/飞书[\s\S]*企业微信 · 自己绑定/)
  })

  it('takes no code twice, none that is five minutes old, and an earlier one of the account no more', async () => {
    const [first, second] = [await codeAsked(), await codeAsked()]
    expect(only(await world.say('韩梅', 'private', `绑定账号 ${first}`)).text).toContain('绑定码不对')
    await world.advance(CODE_MS / MINUTE)
    expect(only(await world.say('韩梅', 'private', `绑定账号 ${second}`)).text).toContain('绑定码不对')
    await bound()
    expect(await accountsOf('韩梅')).toHaveLength(2)
    expect((await audited('account.bind')).map(({ outcome }) => outcome).sort()).toEqual([
      'denied',
      'denied',
      'success',
    ])
  })

  it('gives no two accounts the same code', async () => {
    const first = await codeAsked()
    const drawn = [first, first, '654321']
    world.environment.ids.code = () => drawn.shift() ?? ''
    const conversation = { platform: 'wecom', kind: 'private' as const, id: 'qianfang' }
    const message = world.message('钱芳', 'private', '绑定账号')
    await world.dispatcher.accept({ ...message, platform: 'wecom', conversation, sender: 'qianfang' })
    expect(only(await world.settle()).text).toContain('654321')
  })

  it('confirmed too late, binds nothing', async () => {
    const preview = only(await world.say('韩梅', 'private', `绑定账号 ${await codeAsked()}`))
    await world.advance(6)
    await world.click('韩梅', preview, '确认绑定')
    expect(await accountsOf('韩梅')).toHaveLength(1)
  })

  it('is never done in a group', async () => {
    const code = await codeAsked()
    expect(only(await world.say('韩梅', 'project', `绑定账号 ${code}`)).text).toContain('单聊')
    expect(await accountsOf('韩梅')).toHaveLength(1)
  })

  it('lets nobody guess: after five wrong codes even the right one is not taken for ten minutes', async () => {
    const code = await codeAsked()
    for (let guess = 0; guess < 5; guess++) await world.say('周涛', 'private', '绑定账号 000000')
    expect(only(await world.say('周涛', 'private', `绑定账号 ${code}`)).text).toContain('错了太多次')
    expect(await accountsOf('周涛')).toHaveLength(1)
    // Several in one message count as well.
    await world.say('赵倩', 'private', Array.from({ length: 5 }, (_, i) => `绑定账号 00000${i}`).join('\n'))
    expect(only(await world.say('赵倩', 'private', `绑定账号 ${code}`)).text).toContain('错了太多次')
  })

  it('gives one account to one person only', async () => {
    const code = await codeAsked()
    const preview = only(await world.say('周涛', 'private', `绑定账号 ${code}`))
    await bound()
    await world.click('周涛', preview, '确认绑定')
    expect(await accountsOf('周涛')).toHaveLength(1)
  })
})

describe('what was bound', () => {
  it('outlives an import of the roster', async () => {
    await bound()
    await world.importAgain()
    expect(await accountsOf('韩梅')).toContainEqual({ platform: 'wecom', id: 'hanmei', bound: true })
  })

  it('is given up from another account, after a confirmation; the roster’s stay', async () => {
    await bound()
    expect(only(await elsewhere('解绑账号 企业微信')).text).toContain('正用着')
    expect(only(await world.say('韩梅', 'private', '解绑账号 飞书')).text).toContain('名册')
    const preview = only(await world.say('韩梅', 'private', '解绑账号 企业微信'))
    await world.click('韩梅', preview, '确认解绑')
    expect(await accountsOf('韩梅')).toHaveLength(1)
    expect(only(await elsewhere('我的任务')).text).toContain('不认识')
  })

  it('is where personal messages go if that is wanted, and only there', async () => {
    await bound()
    expect(only(await world.say('韩梅', 'private', '消息发到 企业微信')).text).toContain('只发到 企业微信')
    await world.say('李雷', 'private', '新建项目 春季上新 12月1日到12月20日')
    await world.say('李雷', 'private', '确认')
    const shown = await world.say('李雷', 'private', '新建任务 详情页文案 给韩梅 12月3日')
    const told = await world.environment.unitOfWork.run((tx) => tx.cards.byObject('T-1'))
    expect(shown.length).toBeGreaterThan(1)
    expect(told.filter(({ audienceId }) => audienceId === 'hanmei').map(({ conversation }) => conversation)).toEqual([
      { platform: 'wecom', kind: 'private', id: 'hanmei' },
    ])
    expect(only(await world.say('韩梅', 'private', '撤销')).text).toContain('撤销')
    expect(only(await world.say('韩梅', 'private', '消息发到 钉钉')).text).toContain('飞书、企业微信')
  })
})
