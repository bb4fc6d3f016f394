import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttons, CREATE, cardTo, GROUP, PNG, type Running, run, TEMPLATE, TO_GROUP, toGroup } from './support.ts'

let sim: Running
beforeEach(async () => {
  sim = await run({ rateLimits: 'off' })
})
afterEach(() => sim.stop())

const send = (msgKey: string, param: unknown) => sim.api('POST', TO_GROUP, toGroup(msgKey, param))
const last = () => sim.views().at(-1)

describe('what people see', () => {
  it('of what a person said', () => {
    const replyTo = sim.say('@营销助手 问 @韩梅')
    expect(last()).toMatchObject({
      kind: 'text',
      text: '@营销助手 问 @韩梅',
      mentions: ['bot', 'han'],
      from: { id: 'li', bot: false },
    })
    sim.say('好', { from: 'han', replyTo })
    expect(last()).toMatchObject({
      text: '好',
      replyTo,
      chat: GROUP,
      at: expect.stringMatching(/^2026-11-24T10:00:.*\+08:00$/),
    })
  })

  it('of a text: every character as it is', async () => {
    await send('sampleText', { content: '**不是粗体** <b>\n第二行' })
    expect(last()).toMatchObject({ kind: 'text', text: '**不是粗体** <b>\n第二行' })
  })

  it('of markdown: no markup, and new lines only where the platform makes them', async () => {
    const text = [
      '# 标题',
      '**粗** *斜* [链接](https://a/b) \\*星\\*',
      '同一段',
      '',
      '两格换行  ',
      '  下一行',
      '- 一',
      '- 二',
      '> 引用',
      '![图](https://a/b.png)',
    ].join('\n')
    await send('sampleMarkdown', { title: '通知', text })
    expect(last()).toMatchObject({
      kind: 'text',
      title: '通知',
      text: '标题\n粗 斜 链接 *星* 同一段\n两格换行\n下一行\n- 一\n- 二\n引用',
      image: 'https://a/b.png',
    })
  })

  it('of a link', async () => {
    await send('sampleLink', { title: '周报', text: '第 48 周', picUrl: 'https://a/p.png', messageUrl: 'https://a/m' })
    expect(last()).toMatchObject({
      kind: 'card',
      text: '第 48 周',
      buttons: [{ id: 'b1', label: '周报' }],
      image: 'https://a/p.png',
    })
    const press = { message: last()?.id ?? '', from: 'li', button: 'b1', values: {} }
    expect(await sim.platform.press(press)).toEqual({ status: 'ok', url: 'https://a/m' })
  })

  it('of a card: title, words, fields, table, buttons, inputs and picture', async () => {
    const body = [
      '**项目**：双12大促',
      '**预算** ¥80,000.00',
      '说明 **不是** 字段',
      '',
      '| 人 | 天 |',
      '| --- | --- |',
      '| 李雷 | 3 |',
    ].join('  \n')
    const form = JSON.stringify({
      fields: [
        { name: 'note', label: '意见', type: 'TEXT_AREA', required: false },
        { name: 'kind', label: '类型', type: 'SELECT', required: true, options: [{ value: 'v', text: '视频' }] },
        { name: 'odd', label: '怪', type: 'RATING', required: true },
      ],
    })
    const items = [
      { id: 'agree', label: '同意', style: 'primary', disabled: false },
      { id: 'late', label: '已截止', style: 'default', disabled: true },
    ]
    await sim.api(
      'POST',
      CREATE,
      cardTo({
        title: '预算审批 A-1',
        tag: '待审批',
        tone: 'waiting',
        summary: '摘要',
        body,
        image: '@lADPx',
        notice: '',
        buttons: JSON.stringify(items),
        form,
        form_btn: buttons('send'),
        card_status: 'pending',
      }),
    )
    expect(last()).toMatchObject({
      kind: 'card',
      title: '预算审批 A-1',
      text: '待审批\n项目：双12大促\n预算 ¥80,000.00\n说明 不是 字段\n人 | 天\n李雷 | 3',
      fields: [
        { label: '项目', value: '双12大促' },
        { label: '预算', value: '¥80,000.00' },
      ],
      buttons: [
        { id: 'agree', label: '同意', disabled: false },
        { id: 'late', label: '已截止', disabled: true },
        { id: 'send', label: 'send', disabled: false },
      ],
      inputs: [
        { name: 'note', kind: 'multiline', label: '意见', required: false },
        { name: 'kind', kind: 'select', label: '类型', required: true, options: [{ value: 'v', label: '视频' }] },
      ],
      image: '/simulator/api/images/%40lADPx',
    })
  })

  it('of a card whose variables are broken: what is left', async () => {
    await sim.api('POST', CREATE, cardTo({ title: 'x', buttons: '{', form: '[]', form_btn: '[{"label":"无"}, 3]' }))
    expect(last()).toMatchObject({ title: 'x', text: '', buttons: [], inputs: [] })
  })

  it('of pictures and files', () => {
    sim.say('看', { file: { name: 'a.png', bytes: PNG } })
    expect(last()).toMatchObject({
      kind: 'text',
      text: '看',
      image: expect.stringMatching(/^\/simulator\/api\/images\//),
    })
    sim.say('', { file: { name: '方案.pdf', bytes: Buffer.from('pdf') } })
    const key = decodeURIComponent(last()?.file?.url.replace('/simulator/api/files/', '') ?? '')
    expect(sim.platform.medium(key)).toMatchObject({ kind: 'file', name: '方案.pdf', bytes: Buffer.from('pdf') })
  })

  it('natively: what the service sent', async () => {
    await send('sampleText', { content: '好' })
    await sim.api('POST', CREATE, cardTo({ title: 'x' }, { outTrackId: 'native-1' }))
    expect(sim.platform.messages(true).map(({ native }) => native)).toEqual([
      { msgKey: 'sampleText', msgParam: { content: '好' } },
      { outTrackId: 'native-1', cardTemplateId: TEMPLATE, cardData: { cardParamMap: { title: 'x' } }, privateData: {} },
    ])
  })

  it('only of the messages that are wanted, without those taken away', async () => {
    const id = sim.say('一')
    const other = sim.say('二')
    expect(sim.platform.messages(false, (message) => message.id === other).map(({ text }) => text)).toEqual(['二'])
    const changes: unknown[] = []
    sim.feed.listen((change) => changes.push(change))
    sim.platform.recall(id)
    expect(sim.views().map(({ text }) => text)).toEqual(['二'])
    expect(changes).toEqual([{ kind: 'message', platform: 'dingtalk', chat: GROUP, id, change: 'deleted' }])
    expect(() => sim.platform.recall(id)).toThrow(expect.objectContaining({ status: 404 }))
  })
})

describe('the chats', () => {
  it('are the groups of this platform and a private one for each account', () => {
    expect(sim.platform.chats.map(({ name, type, members }) => [name, type, members])).toEqual([
      ['双12项目群', 'group', ['li', 'han', 'out']],
      ['李雷', 'private', ['li']],
      ['韩梅', 'private', ['han']],
      ['外部王', 'private', ['out']],
    ])
    expect(sim.platform.chats.every(({ id }) => id.startsWith('cid'))).toBe(true)
  })
})
