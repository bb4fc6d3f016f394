import { isRecord, type Json } from '../../json.ts'
import { listOf } from '../xml.ts'

/** Lists are repeated elements without a wrapper. */
const LISTS = new Set([
  'horizontal_content_list',
  'vertical_content_list',
  'jump_list',
  'button_list',
  'select_list',
  'option_list',
  'action_list',
])
const NUMBERS = new Set(['type', 'desc_color', 'style', 'mode', 'aspect_ratio'])
const FLAGS = new Set(['is_checked', 'disable'])
/** Names whose XML form is not simply the JSON form in CamelCase. */
const IRREGULAR: Record<string, string> = {
  key_name: 'keyname',
  user_id: 'userid',
  check_box: 'checkbox',
  app_id: 'appid',
  page_path: 'pagepath',
}

/** The card of a passive reply (`<TemplateCard>`, CamelCase) in the form that message/send uses. */
export function cardFromXml(node: Json): Json {
  const members = Object.entries(node).map(([name, value]) => {
    const key = jsonName(name)
    return [key, LISTS.has(key) ? listOf(value).map((item) => readValue(key, item)) : readValue(key, value)] as const
  })
  return Object.fromEntries(members)
}

function readValue(key: string, value: unknown): unknown {
  if (isRecord(value)) return cardFromXml(value)
  if (NUMBERS.has(key)) return Number(value)
  return FLAGS.has(key) ? value === 'true' || value === '1' : value
}

function jsonName(name: string): string {
  const snake = name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
  return IRREGULAR[snake] ?? snake
}
