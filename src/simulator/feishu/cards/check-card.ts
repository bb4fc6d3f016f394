import { isRecord, type Json, listAt, parseRecord, stringAt } from '../../json.ts'
import type { FeishuContext } from '../context.ts'
import { cardProblem } from './problem.ts'
import { checkRules, tagged } from './rules.ts'
import { cardShape } from './shape-card.ts'

const MARKDOWN_IMAGE = /!\[[^\]\n]*\]\(([^)\n]+)\)/g

/**
 * Refuses what the platform refuses in a card, as 230099 with `ErrCode: N` in the message. Schema 2.0 is checked strictly,
 * schema 1.0 only as far as the platform does, which ignores what it does not know.
 */
export function checkCard(content: string, ctx: Pick<FeishuContext, 'media' | 'directory'>): void {
  const card = parseRecord(content)
  if (!card) throw cardProblem(200621, 'not a JSON object')
  if (card.type === 'template' || card.type === 'card') throw cardProblem(200380, 'no template or card entity exists')
  if (card.schema === '2.0') {
    cardShape(card, 'ROOT')
    checkRules(card)
  } else if (card.schema !== undefined && card.schema !== '1.0') throw cardProblem(200621, 'unknown schema')
  else if (!Array.isArray(card.elements) && !isRecord(card.i18n_elements)) throw cardProblem(200621, 'no elements')
  checkResources(card, ctx)
}

/** Images must have been uploaded, people must exist. */
function checkResources(card: Json, ctx: Pick<FeishuContext, 'media' | 'directory'>): void {
  const elements = tagged(card)
  for (const key of elements.flatMap(imageKeys))
    if (!ctx.media.get(key, 'image')) throw cardProblem(200570, `image key ${key}`)
  for (const id of elements.flatMap(peopleIn))
    if (!ctx.directory.personByOpenId(id)) throw cardProblem(100290, `user id ${id}`)
  for (const chart of elements.filter((element) => element.tag === 'chart'))
    if (stringAt(chart.chart_spec, 'type') === '') throw cardProblem(200550, 'chart_spec without type')
}

function imageKeys(element: Json): string[] {
  const own = stringAt(element, 'img_key')
  const listed = [...listAt(element, 'img_list'), ...listAt(element, 'options')].map((item) =>
    stringAt(item, 'img_key'),
  )
  const inText = element.tag === 'markdown' ? [...stringAt(element, 'content').matchAll(MARKDOWN_IMAGE)] : []
  return [own, ...listed, ...inText.map((match) => match[1] ?? '')].filter((key) => key !== '')
}

function peopleIn(element: Json): string[] {
  if (element.tag === 'person') return [stringAt(element, 'user_id')]
  if (element.tag === 'person_list' && element.drop_invalid_user_id !== true)
    return listAt(element, 'persons').map((person) => stringAt(person, 'id'))
  return []
}
