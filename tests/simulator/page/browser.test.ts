import { existsSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, CHROMIUM, openBrowser } from './support/browser.ts'
import { type BuiltPage, buildPage } from './support/build-page.ts'
import { FakeSimulator } from './support/fake-simulator.ts'

const present = existsSync(CHROMIUM)
if (!present) console.warn(`The browser tests of the simulator page are skipped: there is no ${CHROMIUM}.`)

describe.skipIf(!present)('the page in a real Chromium', () => {
  let built: BuiltPage
  let browser: Browser
  let simulator: FakeSimulator

  beforeAll(async () => {
    built = await buildPage()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    built.remove()
  })
  beforeEach(async () => {
    simulator = new FakeSimulator(built.root)
    browser.complaints.length = 0
    await browser.page.setViewportSize({ width: 1440, height: 900 })
    await browser.page.goto(await simulator.listen())
    await browser.page.getByTestId('message-om_3').waitFor()
  })
  afterEach(async () => {
    await browser.page.goto('about:blank')
    await simulator.close()
    expect(browser.complaints).toEqual([])
  })

  const at = (id: string) => browser.page.getByTestId(id)
  const become = (person: string) => at('person-picker').selectOption(person)
  const openApproval = async () => {
    await become('wangmin')
    await at('chat-oc_p_wangmin').click()
    await at('message-om_4').waitFor()
  }

  it('is built without a warning', () => expect(built.warned).toBe(false))

  it('shows the chats of whoever you are, with what is unread', async () => {
    expect(await browser.page.locator('.chat-item').count()).toBe(2)
    await become('wangmin')
    await at('chat-oc_board').waitFor()
    expect(await browser.page.locator('.chat-item').count()).toBe(3)
    const unread = at('chat-oc_p_wangmin').getByLabel('有未读消息')
    await unread.waitFor()
    await at('chat-oc_p_wangmin').click()
    await unread.waitFor({ state: 'detached' })
    await browser.page.reload()
    await at('message-om_4').waitFor()
    expect(await at('person-picker').inputValue()).toBe('wangmin')
  })

  it('sends with Enter, addresses the bot through the picker, replies, and recalls', async () => {
    const { page } = browser
    const composer = at('composer')
    await composer.pressSequentially('@营')
    await page.getByRole('option', { name: '营销助手' }).waitFor()
    await composer.press('Enter')
    expect(await composer.inputValue()).toBe('@营销助手 ')
    await composer.pressSequentially('帮助')
    await composer.press('Shift+Enter')
    await composer.pressSequentially('第二行')
    await composer.press('Enter')
    await at('message-om_5').waitFor()
    await at('message-om_6').waitFor()
    expect(await at('message-om_5').locator('.mention').textContent()).toBe('@营销助手')
    expect(await at('message-om_5').locator('.bubble').textContent()).toBe('@营销助手 帮助\n第二行')
    expect(await at('message-om_6').locator('.quote').textContent()).toContain('回复 李雷：@营销助手 帮助')
    await page.waitForFunction('document.querySelector("[data-testid=composer]").value === ""')
    await composer.press('ArrowUp')
    expect(await composer.inputValue()).toBe('@营销助手 帮助\n第二行')

    await at('message-om_6').hover()
    await at('message-om_6').getByRole('button', { name: '回复' }).click()
    await composer.fill('好')
    await at('send').click()
    await at('message-om_7').locator('.quote', { hasText: '回复 营销助手' }).waitFor()
  })

  it('says why a message was refused and keeps the words', async () => {
    await at('composer').fill('拒绝')
    await at('composer').press('Enter')
    await at('toast').getByText('这条消息发不出去').waitFor()
    expect(await at('composer').inputValue()).toBe('拒绝')
    // The browser itself reports the refused request; nothing else may have complained.
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('400 (Bad Request)')])
  })

  it('presses plain buttons by their counted ids and shows what the client would show', async () => {
    const draft = at('message-om_3')
    expect(await draft.locator('.unknown-element').textContent()).toContain('hologram')
    await draft.getByTestId('card-button-b1').click()
    await at('toast').getByText('已处理 b1').waitFor()
    await draft.getByTestId('card-button-b2').click()
    await at('toast').getByText('code: 200341').waitFor()
    expect(simulator.clicks).toEqual([
      { platform: 'feishu', message: 'om_3', from: 'lilei', button: 'b1' },
      { platform: 'feishu', message: 'om_3', from: 'lilei', button: 'b2' },
    ])
  })

  it('checks required fields, sends a filled form, and shows the decided card', async () => {
    await openApproval()
    const card = at('message-om_4')
    // Required is said once: in the words of the label and of the line above the picker.
    expect(await card.locator('.required').count()).toBe(0)
    expect(await card.getByText('经办人').allInnerTexts()).toEqual(['经办人（必填）', '经办人（必填）'])
    await card.getByTestId('card-button-approve').click()
    await card.getByText('请填写必填项').waitFor()
    expect(simulator.clicks).toEqual([])

    await card.getByLabel('审批意见').fill('同意')
    await card.getByLabel('费用类别').selectOption('media')
    await card.getByLabel('经办人').selectOption('ou_wangmin')
    await card.locator('[name=due]').fill('2026-12-02')
    await card.locator('[name=at]').fill('2026-12-02T09:30')
    await card.getByText('2026年12月2日 周三 09:30').waitFor()
    await card.getByLabel('快手').check()
    await card.getByTestId('card-button-approve').click()
    await at('toast').getByText('已处理 approve').waitFor()
    await card.getByText('王敏 于 10:06 同意：同意').waitFor()
    expect(simulator.clicks[0]?.values).toEqual({
      comment: '同意',
      kind: 'media',
      owner: 'ou_wangmin',
      due: '2026-12-02',
      at: '2026-12-02 09:30',
      channels: ['kuaishou'],
    })
    expect(await card.getByTestId('card-button-b1').isDisabled()).toBe(true)
    expect(await card.locator('.edited').textContent()).toBe('已更新')
  })

  it('asks before a confirmed button acts', async () => {
    await openApproval()
    await at('message-om_4').getByLabel('审批意见').fill('超预算')
    await at('message-om_4').getByLabel('经办人').selectOption('ou_wangmin')
    await at('card-button-reject').click()
    await at('confirm').getByRole('button', { name: '取消' }).click()
    expect(simulator.clicks).toEqual([])
    await at('card-button-reject').click()
    await at('confirm').getByRole('button', { name: '确定' }).click()
    await at('toast').getByText('已处理 reject').waitFor()
    expect(await at('message-om_4').getByLabel('审批意见').inputValue()).toBe('超预算')
  })

  it('draws card markdown as nodes, never as HTML', async () => {
    await openApproval()
    const body = at('message-om_4').locator('.card-body')
    expect(await body.locator('script').count()).toBe(0)
    expect(await body.locator('blockquote').textContent()).toContain('<script>alert(1)</script>')
    expect(await body.locator('.mention').allInnerTexts()).toEqual(['@李雷', '@王敏'])
  })

  it.each([
    [1440, 900],
    [360, 740],
  ])(
    'opens a picture fitted to %i × %i, shows all pixels on a click, and closes with Escape',
    async (width, height) => {
      const { page } = browser
      await page.setViewportSize({ width, height })
      await at('message-om_3').getByRole('button', { name: '看原图：甘特图' }).click()
      const picture = at('lightbox').locator('img')
      await picture.waitFor()
      const fitted = await picture.boundingBox()
      expect(fitted?.width).toBeCloseTo(width, 0)
      expect((fitted?.y ?? 0) + (fitted?.height ?? height)).toBeLessThanOrEqual(height)
      await at('lightbox').getByText('点图片看原始大小').waitFor()

      await picture.click()
      await at('lightbox').getByText('点图片适应窗口').waitFor()
      const full = await picture.boundingBox()
      expect(full?.width).toBe(1724)
      // The middle was clicked, so the middle is shown: within what one pixel of the small picture means.
      expect(Math.abs((full?.x ?? 0) + 862 - width / 2)).toBeLessThan(12)
      await at('lightbox').getByRole('button', { name: '适应窗口', exact: true }).click()
      expect((await picture.boundingBox())?.width).toBeCloseTo(width, 0)
      // A button is no spot of the picture: its beginning is shown.
      await at('lightbox').getByRole('button', { name: '原始大小', exact: true }).click()
      await at('lightbox').getByText('点图片适应窗口').waitFor()
      expect((await picture.boundingBox())?.x).toBe(0)
      await page.keyboard.press('Escape')
      await at('lightbox').waitFor({ state: 'detached' })
    },
  )

  it('shows the raw protocol of a message and of everything', async () => {
    await at('message-om_3').hover()
    await at('message-om_3').getByRole('button', { name: '协议' }).click()
    const inspector = at('inspector')
    await inspector.getByText('"message_id": "om_3"').waitFor()
    expect(await inspector.locator('.exchange').count()).toBe(1)
    await inspector.getByRole('tab', { name: '全部' }).click()
    await inspector.getByText('/feishu/events').click()
    await inspector.getByText('"schema": "2.0"').waitFor()
    expect(await inspector.locator('.status.failed').textContent()).toBe('500')
  })

  it('runs the virtual clock and moves it', async () => {
    expect(await at('clock').textContent()).toMatch(/^2026-11-23 周一 10:00:\d\d$/)
    await browser.page.getByRole('button', { name: '下一个工作日早晨' }).click()
    await at('clock').getByText('2026-11-24 周二 09:30').waitFor()
    await browser.page.getByLabel('设定虚拟时间').fill('2026-12-01T09:07')
    await browser.page.getByRole('button', { name: '设定' }).click()
    await expect
      .poll(() => simulator.clockChanges)
      .toEqual([{ to: 'next-working-morning' }, { now: '2026-12-01T09:07:00+08:00' }])
  })

  it('tells in Chinese why the clock did not move', async () => {
    await browser.page.getByRole('button', { name: '下一个待办任务' }).click()
    await at('toast').getByText('没有等待执行的定时任务').waitFor()
    expect(browser.complaints.splice(0)).toEqual([expect.stringContaining('409 (Conflict)')])
  })

  it('stays where the reader scrolled to, and says that something new came', async () => {
    const { page } = browser
    // Only a list that overflows can be scrolled: its picture must have been loaded.
    await page.waitForFunction('document.querySelector(".message-scroll").scrollTop > 100')
    await page.evaluate('document.querySelector(".message-scroll").scrollTop = 0')
    await page.waitForFunction('document.querySelector(".message-scroll").scrollTop === 0')
    simulator.say('oc_team', { id: 'wangmin', name: '王敏', bot: false }, { kind: 'text', text: '看一下' })
    const pill = page.getByRole('button', { name: '新消息' })
    await pill.waitFor()
    expect(await page.evaluate('document.querySelector(".message-scroll").scrollTop')).toBe(0)
    await pill.click()
    await pill.waitFor({ state: 'detached' })
    expect(await page.getByText('看一下', { exact: true }).last().isVisible()).toBe(true)
  })

  it.each([
    [1440, 900],
    [360, 740],
  ])('stays at the end when pictures load late at %i × %i', async (width, height) => {
    const { page } = browser
    await page.setViewportSize({ width, height })
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/api/images/**', (route) => held.then(() => route.continue()))
    await page.reload({ waitUntil: 'domcontentloaded' })
    await at('message-om_3').waitFor()
    await at('composer').fill('看看')
    await at('send').click()
    await at('message-om_5').waitFor()
    release()
    await page.waitForFunction('document.querySelector(".card-image").naturalWidth > 0')
    await page.waitForFunction(
      '(({ scrollHeight, scrollTop, clientHeight }) => scrollTop > 0 && scrollHeight - scrollTop - clientHeight < 2)(document.querySelector(".message-scroll"))',
    )
    await page.unroute('**/api/images/**')
  })

  it('keeps the caret behind what is typed after an attachment was sent, or nothing recalled', async () => {
    const { page } = browser
    const composer = at('composer')
    await composer.press('ArrowUp')
    await composer.pressSequentially('任务')
    expect(await composer.inputValue()).toBe('任务')
    await composer.fill('')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
    await page.getByText('附件：a.txt').waitFor()
    await at('send').click()
    await page.getByText('附件：a.txt').waitFor({ state: 'detached' })
    await page.getByRole('log').click({ position: { x: 5, y: 5 } })
    await composer.click()
    await composer.pressSequentially('项目列表')
    expect(await composer.inputValue()).toBe('项目列表')
  })

  it('catches up after the stream broke', async () => {
    simulator.cutStreams()
    simulator.say('oc_team', { id: 'bot', name: '营销助手', bot: true }, { kind: 'text', text: '断线时说的话' }, true)
    await at('message-om_5').waitFor()
    // A broken stream is reported by the browser itself; nothing else may have complained.
    for (const complaint of browser.complaints.splice(0)) expect(complaint).toContain('ERR_')
  })

  it('fits 360 px: nothing sticks out, the chats are in a drawer', async () => {
    const { page } = browser
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    expect(await at('chat-oc_team').isVisible()).toBe(false)
    await page.getByLabel('会话列表').click()
    await at('chat-oc_p_lilei').click()
    await page.getByRole('heading', { name: '营销助手', exact: true }).waitFor()
    expect(await at('chat-oc_team').isVisible()).toBe(false)
    await page.getByRole('button', { name: '帮助', exact: true }).first().click()
    expect(await at('composer').inputValue()).toBe('帮助')
  })
})
