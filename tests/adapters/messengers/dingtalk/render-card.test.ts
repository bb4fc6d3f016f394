import { describe, expect, it } from 'vitest'
import { actionCard } from '../../../../src/adapters/messengers/dingtalk/action-card.ts'
import { readButtonValue } from '../../../../src/adapters/messengers/dingtalk/button-value.ts'
import { answerBody } from '../../../../src/adapters/messengers/dingtalk/card-answer.ts'
import { CARD_MAX_BYTES, VALUE_MAX_BYTES } from '../../../../src/adapters/messengers/dingtalk/card-size.ts'
import { renderCard } from '../../../../src/adapters/messengers/dingtalk/render-card.ts'
import type { Block, Card, Input } from '../../../../src/bot/card/card.ts'
import { mention, plain } from '../../../../src/bot/messenger.ts'

const CHART = {} as Extract<Block, { kind: 'image' }>['chart']
const card = (blocks: Block[], more: Partial<Card> = {}): Card => ({
  header: { text: '待审批 · 618', tone: 'waiting', tag: 'A-1' },
  summary: '待审批：618',
  blocks,
  ...more,
})
const render = (blocks: Block[], images: { key: string }[] = []) =>
  renderCard(card(blocks), images, { isPrivate: false })
const body = (...blocks: Block[]) => render(blocks).body
const APPROVE = { label: '同意', action: 'budget.approve', args: { approval: '1' }, style: 'primary' as const }
const REJECT = { label: '驳回', action: 'budget.reject', args: { approval: '1' }, style: 'danger' as const }

describe('the variables of a card', () => {
  it('are all there, all texts, whatever the card is', () => {
    for (const params of [render([]), render([{ kind: 'actions', buttons: [APPROVE] }])]) {
      expect(Object.keys(params)).toEqual(
        'title tag tone summary body image buttons form form_btn card_status notice'.split(' '),
      )
      for (const value of Object.values(params)) expect(typeof value).toBe('string')
    }
  })

  it('say what the header says', () => {
    expect(render([])).toMatchObject({
      title: '待审批 · 618',
      tag: 'A-1',
      tone: 'waiting',
      summary: '待审批：618',
      image: '',
      form: '',
      buttons: '[]',
      form_btn: '[]',
      card_status: 'done',
      notice: '',
    })
  })

  it('show texts, fields, dividers and tables in one body', () => {
    const blocks: Block[] = [
      { kind: 'text', markdown: '**预算** 申请\n第二行' },
      {
        kind: 'fields',
        fields: [
          { label: '金额', value: '¥1.00' },
          { label: '谁', value: mention('lisi01', '李四') },
        ],
      },
      { kind: 'divider' },
      { kind: 'table', columns: ['任务', '谁'], rows: [['落地页 | 首屏', '李\n四']] },
    ]
    expect(body(...blocks)).toBe(
      [
        '**预算** 申请  \n  第二行',
        '**金额**：¥1.00  \n  **谁**：@李四',
        '---',
        '| 任务 | 谁 |\n| --- | --- |\n| 落地页 ｜ 首屏 | 李 四 |',
      ].join('\n\n'),
    )
  })

  it('keep typed marks apart from markup', () => {
    expect(body({ kind: 'text', markdown: plain('*星* <b> [x](y)') })).toBe('\\*星\\* \\<b\\> \\[x\\](y)')
    expect(body({ kind: 'text', markdown: '# 大 <font color=red>' })).toBe('\\# 大 \\<font color=red>')
  })

  it('give the first image a place of its own and the others one in the body', () => {
    const images: Block[] = [
      { kind: 'image', chart: CHART, alt: '甘特图' },
      { kind: 'image', chart: CHART, alt: '进度' },
    ]
    expect(render(images, [{ key: '@a' }, { key: '@b' }])).toMatchObject({ image: '@a', body: '![进度](@b)' })
    expect(render(images)).toMatchObject({ image: '', body: '［图］甘特图\n\n［图］进度' })
  })

  it('carry action and arguments in the id of a button', () => {
    const buttons = JSON.parse(
      render([{ kind: 'actions', buttons: [APPROVE, { ...REJECT, disabled: true }] }]).buttons ?? '',
    )
    expect(buttons).toMatchObject([
      { label: '同意', style: 'primary', disabled: false },
      { label: '驳回', style: 'danger', disabled: true },
    ])
    expect(readButtonValue(buttons[0].id)).toEqual({
      action: 'budget.approve',
      version: 1,
      args: { approval: '1' },
      private: false,
      submits: false,
    })
  })

  it('remember a private chat in the buttons', () => {
    const params = renderCard(card([{ kind: 'actions', buttons: [APPROVE] }]), [], { isPrivate: true })
    expect(readButtonValue(JSON.parse(params.buttons ?? '')[0].id)?.private).toBe(true)
  })

  it('are pending while something can be pressed', () => {
    expect(render([{ kind: 'actions', buttons: [APPROVE] }]).card_status).toBe('pending')
    expect(render([{ kind: 'actions', buttons: [{ ...APPROVE, disabled: true }] }]).card_status).toBe('done')
  })

  it('describe a form with every kind of input', () => {
    const input = (name: string, kind: Input['kind'], more: Partial<Input> = {}): Input => ({
      name,
      label: `输入${name}`,
      kind,
      required: name === 'a',
      ...more,
    })
    const inputs = [
      input('a', 'text', { placeholder: '写', initial: '落地页' }),
      input('b', 'paragraph'),
      input('c', 'number'),
      input('d', 'date', { initial: '2026-12-01' }),
      input('e', 'person', { options: [{ value: 'lisi01', label: '李四' }] }),
      input('f', 'person'),
      input('g', 'choice', { options: [{ value: 'p1', label: '高' }], initial: 'p1' }),
    ]
    const params = render([{ kind: 'form', name: 'x', inputs, buttons: [APPROVE] }])
    expect(JSON.parse(params.form ?? '')).toEqual({
      fields: [
        { name: 'a', label: '输入a', type: 'TEXT', required: true, placeholder: '写', defaultValue: '落地页' },
        { name: 'b', label: '输入b', type: 'TEXT_AREA', required: false },
        { name: 'c', label: '输入c', type: 'NUMBER', required: false },
        { name: 'd', label: '输入d', type: 'DATE', required: false, defaultValue: '2026-12-01' },
        { name: 'e', label: '输入e', type: 'SELECT', required: false, options: [{ value: 'lisi01', text: '李四' }] },
        { name: 'f', label: '输入f', type: 'TEXT', required: false },
        {
          name: 'g',
          label: '输入g',
          type: 'SELECT',
          required: false,
          options: [{ value: 'p1', text: '高' }],
          defaultValue: { index: 0, value: 'p1' },
        },
      ],
    })
    expect(params.buttons).toBe('[]')
    expect(readButtonValue(JSON.parse(params.form_btn ?? '')[0].id)?.submits).toBe(true)
  })

  it.each([
    [undefined, CARD_MAX_BYTES],
    [VALUE_MAX_BYTES, VALUE_MAX_BYTES],
  ])('stay within %s bytes each, say so, and keep every button', (valueMaxBytes, most) => {
    const rows = Array.from({ length: 400 }, (_, row) => [`任务 ${row}`, '负责人'.repeat(10)])
    const blocks: Block[] = [
      { kind: 'text', markdown: '很长的说明 '.repeat(5000) },
      ...Array.from({ length: 6 }, (): Block => ({ kind: 'table', columns: ['名称', '谁'], rows })),
      { kind: 'actions', buttons: [APPROVE, REJECT] },
    ]
    const params = renderCard(card(blocks), [], {
      isPrivate: false,
      ...(valueMaxBytes !== undefined && { valueMaxBytes }),
    })
    for (const value of Object.values(params)) expect(Buffer.byteLength(value)).toBeLessThanOrEqual(most)
    expect(Buffer.byteLength(JSON.stringify(params))).toBeLessThanOrEqual(CARD_MAX_BYTES)
    expect(params.body).toContain('截断')
    expect(JSON.parse(params.buttons ?? '')).toHaveLength(2)
  })
})

describe('the answer to a press', () => {
  it('shows the card to everybody and the word to whoever pressed', () => {
    const answer = { toast: { kind: 'success' as const, text: '已同意' }, card: card([]) }
    expect(answerBody(answer, false)).toEqual({
      cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
      cardData: { cardParamMap: renderCard(card([]), [], { isPrivate: false }) },
      userPrivateData: { cardParamMap: { notice: '已同意' } },
    })
  })

  it('leaves the card alone if there is none, and takes the last word away', () => {
    expect(answerBody({}, false)).toMatchObject({
      cardData: { cardParamMap: {} },
      userPrivateData: { cardParamMap: { notice: '' } },
    })
  })
})

describe('a card without a template', () => {
  const speak = (words: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`
  const withButtons = (count: number, label = (index: number) => `选${index}`) =>
    card([
      {
        kind: 'actions',
        buttons: Array.from({ length: count }, (_, index) => ({ ...APPROVE, label: label(index) })),
      },
    ])

  it('has buttons that say the words for whoever presses', () => {
    const message = actionCard(card([{ kind: 'actions', buttons: [APPROVE, REJECT, { ...APPROVE, disabled: true }] }]))
    expect(message).toMatchObject({
      msgKey: 'sampleActionCard6',
      param: {
        title: '待审批：618',
        buttonTitle1: '同意',
        buttonUrl1: speak('同意 A-1'),
        buttonTitle2: '驳回',
        buttonUrl2: speak('驳回 A-1'),
      },
    })
    expect(message?.param.text).toContain('1 同意')
  })

  it.each([
    [1, 'sampleActionCard', 'singleURL'],
    [3, 'sampleActionCard3', 'actionURL3'],
    [5, 'sampleActionCard5', 'actionURL5'],
  ])('and %d buttons is a %s', (count, msgKey, last) => {
    const message = actionCard(withButtons(count))
    expect(message?.msgKey).toBe(msgKey)
    expect(message?.param[last]).toBe(speak(`选${count - 1} A-1`))
  })

  it('takes the number of a task from its title, and of a question the number of the option', () => {
    const task = card([{ kind: 'actions', buttons: [APPROVE] }], {
      header: { text: 'T-12 落地页', tone: 'info', tag: '进行中' },
    })
    expect(actionCard(task)?.param.singleURL).toBe(speak('同意 T-12'))
    expect(actionCard(withButtons(1, () => '1 落地页'))?.param.singleURL).toBe(speak('1'))
  })

  it('is words alone without buttons, with too many, or when too long', () => {
    expect(actionCard(withButtons(0))).toBeUndefined()
    expect(actionCard(withButtons(6))).toBeUndefined()
    const long: Block = { kind: 'text', markdown: '字'.repeat(6000) }
    expect(actionCard(card([long, { kind: 'actions', buttons: [APPROVE] }]))).toBeUndefined()
  })
})
