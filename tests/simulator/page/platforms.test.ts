/** The page over a simulator with Feishu and two more platforms: lists, looks, columns, tabs, cards without native JSON. */
import { existsSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSimulator, type Simulator, type World } from '../../../src/simulator/index.ts'
import { Impossible } from '../../../src/simulator/simulated-platform.ts'
import { FakePlatform } from '../support/fake-platform.ts'
import { APP, START } from '../support.ts'
import { type Browser, CHROMIUM, openBrowser } from './support/browser.ts'
import { type BuiltPage, buildPage } from './support/build-page.ts'

const accounts = (...platforms: string[]) => platforms.map((platform) => ({ platform, id: `${platform}-account` }))
const WORLD: World = {
  tenantKey: 'tenant1',
  bot: { name: '营销助手' },
  people: [
    { id: 'li', name: '李雷', title: '项目经理', accounts: accounts('feishu', 'dingtalk', 'wecom') },
    { id: 'han', name: '韩梅', title: '财务', accounts: accounts('dingtalk') },
  ],
  chats: [
    { platform: 'feishu', id: 'oc_1', name: '项目群', type: 'group', members: ['li'] },
    { platform: 'dingtalk', id: 'cid1', name: '项目群（钉钉）', type: 'group', members: ['li', 'han'] },
    { platform: 'dingtalk', id: 'cid2', name: '全员群', type: 'group', members: ['li', 'han'] },
    { platform: 'wecom', id: 'wr1', name: '供应商群', type: 'group', members: ['li'] },
  ],
}
const CARD = {
  kind: 'card' as const,
  title: '待审批 · A-12',
  text: '待审批 · A-12\n金额：¥150,000.00（十五万元整）\n请 @李雷 处理',
  fields: [{ label: '金额', value: '¥150,000.00（十五万元整）' }],
  buttons: [
    { id: 'agree', label: '同意', disabled: false },
    { id: 'reject', label: '驳回', disabled: false },
    { id: 'old', label: '已失效', disabled: true },
  ],
  inputs: [
    { name: 'comment', kind: 'multiline', label: '意见', required: true },
    { name: 'owner', kind: 'person', label: '经办人', required: false, options: [{ value: 'u1', label: '李雷' }] },
    { name: 'due', kind: 'datetime', label: '期限', required: false },
    {
      name: 'channels',
      kind: 'multi_select',
      label: '渠道',
      required: false,
      options: [
        { value: 'dy', label: '抖音' },
        { value: 'ks', label: '快手' },
      ],
    },
    { name: 'urgent', kind: 'checkbox', label: '加急', required: false },
    { name: 'more', kind: 'menu', label: '更多', required: false, options: [{ value: 'mute', label: '不再提醒' }] },
  ],
}
const LONG = `https://example.com/${'an-address-without-any-place-to-break'.repeat(8)}`

const present = existsSync(CHROMIUM)
if (!present) console.warn(`The browser tests of the simulator page are skipped: there is no ${CHROMIUM}.`)

describe.skipIf(!present)('several platforms in the page', () => {
  let built: BuiltPage
  let browser: Browser
  let simulator: Simulator
  let server: FastifyInstance
  let dingtalk: FakePlatform
  let wecom: FakePlatform
  let card: string
  let address: string

  beforeAll(async () => {
    built = await buildPage()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    built.remove()
  })
  beforeEach(async () => {
    simulator = createSimulator({
      world: WORLD,
      startAt: START,
      pageRoot: built.root,
      feishu: APP,
      platforms: [
        (shared) => (dingtalk = new FakePlatform('dingtalk', shared)),
        (shared) => (wecom = new FakePlatform('wecom', shared)),
      ],
    })
    server = Fastify({ forceCloseConnections: true })
    await server.register(simulator.pages)
    address = `${await server.listen({ host: '127.0.0.1', port: 0 })}/simulator/`
    dingtalk.put('cid1', 'han', { kind: 'text', text: `看这里 ${LONG}` })
    card = dingtalk.put('cid1', 'bot', CARD)
    wecom.put('wr1', 'bot', CARD)
    await browser.page.setViewportSize({ width: 1440, height: 900 })
  })
  afterEach(async () => {
    await browser.page.goto('about:blank')
    await simulator.close()
    await server.close()
    expect(browser.complaints).toEqual([])
  })

  const at = (id: string) => browser.page.getByTestId(id)
  const open = (hash: string) => browser.page.goto(`${address}#${hash}`)
  const overflowing = () =>
    browser.page.evaluate(`[...document.querySelectorAll('html, .message-scroll, .top-bar, .platform-tabs')]
      .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.className)`)

  it('lists the chats of each under its name, and opens them in its look', async () => {
    await open('as=li')
    await at('chat-cid1').waitFor()
    expect(await browser.page.locator('.chat-group').allInnerTexts()).toEqual(['飞书', '钉钉', '企业微信'])
    expect(await browser.page.locator('.chat-item').count()).toBe(7)
    await at('chat-cid1').getByLabel('有未读消息').waitFor()
    await at('chat-cid1').click()
    await at(`message-${card}`).waitFor()
    expect(await browser.page.locator('.chat.look-dingtalk').count()).toBe(1)
    expect(await browser.page.locator('.chat-sub').textContent()).toBe('钉钉 · 2 人')
    await at('person-picker').selectOption('han')
    await at('chat-wr1').waitFor({ state: 'detached' })
    // One platform needs neither headings nor a way to see several.
    expect(await browser.page.locator('.chat-group').count()).toBe(0)
    expect(await browser.page.getByRole('button', { name: '显示各平台' }).count()).toBe(0)
  })

  it('shows them beside each other, each with its own picker, messages and composer', async () => {
    const { page } = browser
    await open('as=li')
    await page.getByRole('button', { name: '显示各平台' }).click()
    const boxes = await Promise.all(['feishu', 'dingtalk', 'wecom'].map((name) => at(`column-${name}`).boundingBox()))
    // A third of the window each, but for the lines between them.
    expect(boxes.map((box) => Math.round((box?.x ?? -1) / 10))).toEqual([0, 48, 96])
    expect(boxes.map((box) => Math.round((box?.width ?? -1) / 10))).toEqual([48, 48, 48])
    await at('column-dingtalk').getByTestId('composer').fill('@营销助手 帮助')
    await at('column-wecom').getByTestId('composer').fill('收到')
    await at('column-wecom').getByTestId('send').click()
    await at('column-wecom').getByText('收到', { exact: true }).waitFor()
    expect(await at('column-dingtalk').getByTestId('composer').inputValue()).toBe('@营销助手 帮助')
    await at('column-dingtalk').getByTestId('send').click()
    await at('column-dingtalk').locator('.mine .mention', { hasText: '@营销助手' }).waitFor()

    dingtalk.put('cid2', 'han', { kind: 'text', text: '明天例会' })
    await at('column-dingtalk').getByLabel('其他会话有未读消息').waitFor()
    await at('picker-dingtalk').selectOption({ label: '● 全员群（2）' })
    await at('column-dingtalk').getByText('明天例会').waitFor()
    await at('column-dingtalk').getByLabel('其他会话有未读消息').waitFor({ state: 'detached' })
    await page.reload()
    await at('column-dingtalk').getByText('明天例会').waitFor()
    expect(await at('column-wecom').getByText('收到', { exact: true }).count()).toBe(1)
    expect(await overflowing()).toEqual([])
  })

  it('draws a card from what is seen of it, and presses its buttons with what was entered', async () => {
    await open('as=li&chat=dingtalk:cid1')
    const shown = at(`message-${card}`)
    await shown.waitFor()
    expect(await shown.locator('h3').allInnerTexts()).toEqual(['待审批 · A-12'])
    expect(await shown.locator('dt').allInnerTexts()).toEqual(['金额'])
    expect(await shown.getByText('十五万元整').count()).toBe(1)
    expect(await shown.locator('.mention-me').textContent()).toBe('@李雷')
    expect(await at('card-button-old').isDisabled()).toBe(true)

    await shown.getByLabel('意见').fill('同意，注意节奏')
    await shown.getByLabel('经办人').selectOption('u1')
    await shown.locator('[name=due]').fill('2026-12-02T09:30')
    await shown.getByText('2026年12月2日 周三 09:30').waitFor()
    await shown.getByLabel('快手').check()
    await shown.getByLabel('加急').check()
    dingtalk.answer = { status: 'ok', toast: { type: 'success', content: '已通过' } }
    await at('card-button-agree').click()
    await at('toast').getByText('已通过').waitFor()
    await shown.getByLabel('更多').selectOption('mute')
    await expect
      .poll(() => dingtalk.presses)
      .toEqual([
        {
          message: card,
          from: 'li',
          button: 'agree',
          values: {
            comment: '同意，注意节奏',
            owner: 'u1',
            due: '2026-12-02 09:30',
            channels: ['ks'],
            urgent: true,
          },
        },
        { message: card, from: 'li', button: 'more', values: { more: 'mute' } },
      ])
    dingtalk.edit(card, { title: '已同意 · A-12', buttons: [], inputs: [] })
    await shown.getByRole('heading', { name: '已同意 · A-12' }).waitFor()
    expect(await shown.locator('.edited').textContent()).toBe('已更新')
    expect(await shown.getByRole('button', { name: '同意' }).count()).toBe(0)
  })

  it('shows what a refused press left empty, and follows the link of a button', async () => {
    await open('as=li&chat=dingtalk:cid1')
    await at(`message-${card}`).waitFor()
    dingtalk.answer = { status: 'timeout' }
    await at('card-button-agree').click()
    await at('toast').getByText('出错了，请稍后重试（服务没有及时应答）').waitFor()
    expect(await browser.page.locator('.field-missing').count()).toBe(0)

    dingtalk.press = async () => {
      throw new Impossible(422, 'comment is required')
    }
    await at('card-button-agree').click()
    await at('toast').getByText('请填写必填项').waitFor()
    expect(await browser.page.locator('.field-missing').allInnerTexts()).toEqual([expect.stringContaining('意见')])
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('422')])

    dingtalk.press = async () => ({ status: 'ok', url: `${address}#as=han` })
    const [opened] = await Promise.all([browser.page.context().waitForEvent('page'), at('card-button-reject').click()])
    expect(opened.url()).toBe(`${address}#as=han`)
    await opened.close()
  })

  it('names the platform of each exchange', async () => {
    dingtalk.called('/v1.0/robot/groupMessages/send', { card })
    await open('as=li&chat=dingtalk:cid1')
    await at(`message-${card}`).hover()
    await at(`message-${card}`).getByRole('button', { name: '协议' }).click()
    await at('inspector').getByText('/v1.0/robot/groupMessages/send').waitFor()
    expect(await at('inspector').locator('.platform-badge').allInnerTexts()).toEqual(['钉钉'])
  })

  it('has tabs at the width of a phone, keeps a draft behind its tab, and lets nothing stick out', async () => {
    const { page } = browser
    await page.setViewportSize({ width: 360, height: 740 })
    await open('as=li&side=1&chat=dingtalk:cid1')
    await at(`message-${card}`).waitFor()
    expect(await at('column-feishu').isVisible()).toBe(false)
    await at('column-dingtalk').getByTestId('composer').fill('写到一半')
    const tab = (name: string) => page.getByRole('tab', { name })
    await tab('企业微信').getByLabel('有未读消息').waitFor()
    expect(await overflowing()).toEqual([])
    await tab('企业微信').click()
    await at('column-wecom').locator('.view-card').waitFor()
    await tab('企业微信').getByLabel('有未读消息').waitFor({ state: 'detached' })
    expect(await at('column-dingtalk').isVisible()).toBe(false)
    expect(await overflowing()).toEqual([])
    await tab('钉钉').click()
    expect(await at('column-dingtalk').getByTestId('composer').inputValue()).toBe('写到一半')
    await page.getByRole('button', { name: '显示各平台' }).click()
    await page.getByLabel('会话列表').click()
    await at('chat-oc_1').click()
    await page.getByRole('heading', { name: '项目群', exact: true }).waitFor()
    expect(await overflowing()).toEqual([])
  })
})
