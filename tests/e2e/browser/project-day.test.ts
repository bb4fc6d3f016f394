/** A person in the page, in a real Chromium, against the real service: from one sentence to a Gantt chart. */
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, CHROMIUM, openBrowser } from '../../simulator/page/support/browser.ts'
import { startWorld, type World } from '../support/world.ts'

const installed = existsSync(CHROMIUM)
if (!installed) process.stderr.write(`no ${CHROMIUM}: the browser test is skipped\n`)

describe.skipIf(!installed)('in the page', { timeout: 60_000 }, () => {
  let world: World
  let browser: Browser

  const say = async (text: string) => {
    await browser.page.getByTestId('composer').fill(text)
    await browser.page.getByTestId('send').click()
  }
  const become = (person: string) => browser.page.getByTestId('person-picker').selectOption(person)
  const openChat = (name: string) => {
    const chats = browser.page.locator('.chat-list .look-feishu [data-testid^="chat-"]')
    return chats.filter({ has: browser.page.getByText(name, { exact: true }) }).click()
  }
  const card = (text: string) => browser.page.locator('[data-testid^="message-"]', { hasText: text }).last()

  beforeAll(async () => {
    world = await startWorld()
    browser = await openBrowser()
    await browser.page.goto(`${world.address}/`)
  })
  afterAll(async () => {
    await browser.close()
    await world.close()
  })

  test('the address leads to the page, and a project begins with one sentence', async () => {
    await become('lilei')
    await openChat('双12项目群')
    await say('@营销助手 新建项目 双12大促 12月1日到12月20日 预算15万 目标GMV300万')
    await card('项目草案').getByRole('button', { name: '创建' }).waitFor()
    expect(await card('项目草案').textContent()).toContain('¥150,000.00(十五万元整)')
  })

  test('somebody else’s click gives a toast and changes nothing; the author’s creates P-101', async () => {
    await become('zhaoqian')
    await openChat('双12项目群')
    await card('项目草案').getByRole('button', { name: '创建' }).click()
    await browser.page.getByTestId('toast').getByText('请由发起人 李雷 操作').waitFor()
    await become('lilei')
    await openChat('双12项目群')
    await card('项目草案').getByRole('button', { name: '创建' }).click()
    await card('P-101 双12大促').getByText('待 王敏 审批(A-1)').waitFor()
  })

  test('the approver decides on a card in private, with a comment', async () => {
    await become('wangmin')
    await openChat('营销助手')
    const request = card('待审批')
    await request.locator('[name="reason"]').fill('注意节奏')
    await request.getByRole('button', { name: '同意' }).click()
    await card('已同意').getByText('注意节奏').waitFor()
    expect(await card('已同意').getByRole('button', { name: '同意' }).count()).toBe(0)
  })

  test('a task is given, accepted by its assignee, and the group’s card follows by itself', async () => {
    await become('lilei')
    await openChat('双12项目群')
    await say('@营销助手 新建任务 主视觉设计 给赵倩 周五前')
    await card('T-1 主视觉设计').getByText('2026-11-27(周五)').waitFor()
    await become('zhaoqian')
    await openChat('营销助手')
    await card('T-1 主视觉设计').getByRole('button', { name: '接受' }).click()
    await browser.page.getByTestId('toast').getByText('已接受 T-1').waitFor()
    await become('lilei')
    await openChat('双12项目群')
    await card('T-1 主视觉设计').getByText('已接受').waitFor()
  })

  test('hours are logged and the Gantt chart opens full size', async () => {
    await become('zhaoqian')
    await openChat('营销助手')
    await say('登记工时 T-1 3小时')
    await card('已记 T-1').waitFor()
    await become('lilei')
    await openChat('双12项目群')
    await say('@营销助手 甘特图')
    const chart = card('甘特图 ·').locator('img').first()
    await chart.click()
    await browser.page.getByTestId('lightbox').waitFor()
    expect(await browser.page.evaluate('document.querySelector("[data-testid=lightbox] img").naturalWidth')).toBe(1724)
    await browser.page.keyboard.press('Escape')
  })

  test('the inspector shows what crossed the wire', async () => {
    const answer = card('甘特图 ·')
    await answer.hover()
    await answer.getByRole('button', { name: '协议' }).click()
    await browser.page.getByTestId('inspector').getByText('/open-apis/im/v1/messages').first().waitFor()
    expect(await browser.page.getByTestId('inspector').textContent()).not.toMatch(/Bearer t-/)
  })

  test('nothing was wrong in the page', () => {
    expect(browser.complaints).toEqual([])
  })
})
