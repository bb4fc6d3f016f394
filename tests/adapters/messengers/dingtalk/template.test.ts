/** The template that an administrator imports, against the variables that the adapter sends. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderCard } from '../../../../src/adapters/messengers/dingtalk/render-card.ts'
import { isRecord, type Json, list, parseJson, record, text } from '../../../../src/adapters/shared/json.ts'
import type { Button, Card, InputKind } from '../../../../src/bot/card/card.ts'

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const envelope = record(parseJson(read('examples/dingtalk-card-template.json')))
const editor = record(parseJson(text(envelope.editorData)))
const schema = record(editor.schema)
const records = (value: unknown) => list(value).filter(isRecord)
const declared = new Map(records(editor.variableList).map((one) => [text(one.id), one]))
const expressions = new Map(records(editor.expList).map((one) => [text(one.id), text(one.expContent)]))

/** Every record inside `value`, itself first; loops only where `intoLoops`. */
function inside(value: unknown, intoLoops = true): Json[] {
  if (Array.isArray(value)) return value.flatMap((one) => inside(one, intoLoops))
  if (!isRecord(value) || (!intoLoops && value.componentName === 'Loop')) return []
  return [value, ...Object.values(value).flatMap((one) => inside(one, intoLoops))]
}

const nodes = inside(schema.componentsTree).filter((one) => typeof one.componentName === 'string')
const named = (name: string) => nodes.filter((one) => one.componentName === name)
const loops = named('Loop')
const listOf = (loop: Json) => text(record(record(loop.props).listData).variable)
const buttonsOf = (loop: Json) => records(loop.children)
const fieldsOf = (variable: string) => records(record(declared.get(variable)).schema).map((one) => text(one.name))

/** Names written as `${name}` in texts of these records. */
function written(found: Json[]): string[] {
  const texts = found.flatMap((one) => (one.type === 'dynamicString' ? [text(one.content)] : []))
  return texts.flatMap((one) => [...one.matchAll(/\$\{([^}]+)\}/g)].map((match) => match[1] ?? ''))
}

function bound(found: Json[], scope: 'global' | 'loop'): string[] {
  return found.flatMap((one) => (one.variableType === scope && text(one.variable) ? [text(one.variable)] : []))
}

/** What the editor replaces by the `id` of the item. */
const ITEM_ID = `\${loop.id}`
const BUTTON: Button = { label: '同意', action: 'approval.approve', args: { approval: '1' }, style: 'primary' }
const kinds: InputKind[] = ['text', 'paragraph', 'number', 'date', 'person', 'choice']
const options = [{ value: 'a', label: '甲' }]
const card: Card = {
  header: { text: '待审批', tone: 'waiting', tag: 'A-1' },
  summary: '待审批',
  blocks: [
    { kind: 'actions', buttons: [BUTTON] },
    {
      kind: 'form',
      name: 'x',
      inputs: kinds.map((kind) => ({
        ...{ name: kind, label: kind, kind, required: true, placeholder: '写', initial: 'a' },
        ...((kind === 'person' || kind === 'choice') && { options }),
      })),
      buttons: [BUTTON],
    },
  ],
}
const params = renderCard(card, [], { isPrivate: false })

describe('the envelope', () => {
  it('is what the card platform imports for a message card', () => {
    expect(Object.keys(envelope)).toEqual(['editorData', 'widgetInfo', 'type', 'mode'])
    expect(envelope).toMatchObject({ widgetInfo: '', type: 'im', mode: 'card' })
    expect(editor).toMatchObject({ schemaVersion: '3.0.0', useCustomWidgetInfo: false })
  })

  it('lists every component in use and no other, and gives each place an id of its own', () => {
    const listed = records(schema.componentsMap).map((one) => text(one.componentName))
    expect(listed.toSorted()).toEqual([...new Set(nodes.map((one) => text(one.componentName)))].toSorted())
    const ids = nodes.map((one) => text(one.id))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the variables', () => {
  it('are those that a card sends', () => {
    expect([...declared.keys()]).toEqual(Object.keys(params))
    expect(Object.keys(record(record(editor.mockData).cardData))).toEqual(Object.keys(params))
  })

  it('are public but for the line to whoever pressed', () => {
    const hidden = [...declared.values()].filter((one) => one.private === true)
    expect(hidden.map((one) => one.id)).toEqual(['notice'])
  })

  it('have the types that their texts are read as', () => {
    const types = Object.fromEntries([...declared].map(([id, one]) => [id, one.type]))
    expect(types).toMatchObject({ body: 'markdown', buttons: 'loopArray', form: 'form', form_btn: 'loopArray' })
    const others = Object.entries(types).filter(([id]) => !['body', 'buttons', 'form', 'form_btn'].includes(id))
    expect(new Set(others.map(([, type]) => type))).toEqual(new Set(['string']))
  })

  it.each(['buttons', 'form_btn'])('declare what an item of %s has', (name) => {
    expect(fieldsOf(name)).toEqual(Object.keys(record(list(parseJson(params[name] ?? ''))[0])))
  })

  it('declare what a field of the form may have', () => {
    const [fields] = records(record(declared.get('form')).schema)
    const known = records(fields?.schema).map((one) => text(one.name))
    const sent = records(record(parseJson(params.form ?? '')).fields).flatMap((field) => Object.keys(field))
    expect(sent.length).toBeGreaterThan(0)
    expect([...new Set(sent)].filter((name) => !known.includes(name))).toEqual([])
  })

  it('are all used', () => {
    const tree = inside(schema.componentsTree)
    const used = new Set([...bound(tree, 'global'), ...written(tree)])
    const through = [...expressions.values()].join(' ')
    expect([...declared.keys()].filter((id) => !used.has(id) && !new RegExp(`\\b${id}\\b`).test(through))).toEqual([])
  })

  it('and expressions are all that is bound outside of loops', () => {
    const tree = inside(schema.componentsTree, false)
    const known = new Set([...declared.keys(), ...expressions.keys()])
    const used = [...bound(inside(schema.componentsTree), 'global'), ...written(tree)]
    expect(used.filter((name) => !known.has(name))).toEqual([])
    expect(bound(tree, 'loop')).toEqual([])
  })
})

describe('the loops', () => {
  it('go over both lists of buttons, the second inside the form', () => {
    expect(loops.map(listOf)).toEqual(['buttons', 'form_btn'])
    expect(inside(named('Form')).filter((one) => one.componentName === 'Loop')).toEqual([loops[1]])
  })

  it.each(loops.map((loop) => [listOf(loop), loop] as const))('read fields of an item of %s only', (name, loop) => {
    const found = inside(loop.children)
    const known = fieldsOf(name)
    expect(written(found).filter((one) => !known.map((field) => `loop.${field}`).includes(one))).toEqual([])
    expect(bound(found, 'loop').filter((one) => !known.map((field) => `${name}[0].${field}`).includes(one))).toEqual([])
  })

  it.each(loops.map((loop) => [listOf(loop), loop] as const))('show each item of %s as one button', (_name, loop) => {
    for (const style of ['primary', 'danger', 'default']) {
      for (const disabled of [false, true]) {
        const shown = buttonsOf(loop).filter((button) => isShown(button, { style, disabled }))
        expect(shown).toHaveLength(1)
        const status = record(record(shown[0]?.props).status).value
        expect(status).toBe(disabled ? 'disabled' : 'normal')
      }
    }
  })

  it('call back with the id of the item, and with the form where it is sent', () => {
    const seen = loops.flatMap((loop) =>
      buttonsOf(loop)
        .filter((button) => isShown(button, { style: styleOf(button), disabled: false }))
        .map((button) => [listOf(loop), styleOf(button), ...requestOf(button)]),
    )
    expect(seen).toEqual([
      ['buttons', 'primary', ITEM_ID, ''],
      ['buttons', 'danger', ITEM_ID, ''],
      ['buttons', 'default', ITEM_ID, ''],
      ['form_btn', 'primary', ITEM_ID, 'form'],
      ['form_btn', 'danger', ITEM_ID, 'form'],
      ['form_btn', 'default', ITEM_ID, ''],
    ])
    expect(named('Form').map((form) => record(form.props).id)).toEqual(['form'])
  })

  it('have no call on a button that cannot be pressed', () => {
    const off = loops.flatMap(buttonsOf).filter((button) => isShown(button, { style: 'primary', disabled: true }))
    expect(off.map((button) => requestOf(button))).toEqual([[], []])
  })
})

describe('the documents', () => {
  it.each(['docs/dingtalk-card-template.md', 'docs/dingtalk-card-template.zh-CN.md'])(
    '%s name every variable and expression',
    (path) => {
      const page = read(path)
      expect(Object.keys(params).filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([])
      expect(page).toContain('MEMS_DINGTALK_CARD_TEMPLATE_ID')
      for (const content of expressions.values()) expect(page).toContain(content)
    },
  )
})

function conditionsOf(button: Json): Json[] {
  return records(record(record(record(button.props).visible).condition).conditions)
}

function isShown(button: Json, item: { style: string; disabled: boolean }): boolean {
  return conditionsOf(button).every(({ variable, op, value }) => {
    const actual = text(variable).endsWith('.style') ? item.style : item.disabled
    if (op === 'equal') return actual === value
    return op === 'isTrue' ? actual === true : op === 'isFalse' && actual === false
  })
}

function styleOf(button: Json): string {
  return text(conditionsOf(button).find(({ op }) => op === 'equal')?.value)
}

/** The actionId of the request that a press makes, and the name of its parameter; nothing if it makes none. */
function requestOf(button: Json): string[] {
  const props = record(button.props)
  const event = props.actionType === 'eventChain' ? record(records(props.events)[0]?.event) : props
  if (event.actionType !== 'request') return []
  return [text(record(event.actionId).content), text(records(event.params)[0]?.name)]
}
