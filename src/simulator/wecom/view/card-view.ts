import { isRecord, type Json, listAt, recordAt, stringAt } from '../../json.ts'
import type { MessageView } from '../../view/message-view.ts'
import { buttonsOf, inputsOf } from '../cards/controls.ts'

type CardView = Pick<MessageView, 'text' | 'fields' | 'buttons' | 'inputs'> & { title?: string; image?: string }

/** What is seen of a template card, in the order of the client; parts that its kind does not have are not shown. */
export function viewCard(card: Json): CardView {
  const title = stringAt(recordAt(card, 'main_title'), 'title')
  const fields = fieldsOf(card)
  const lines = [
    ...headLines(card),
    ...fields.map(({ label, value }) => `${label} ${value}`.trim()),
    ...tailLines(card),
  ]
  const image = imageOf(card)
  return {
    ...(title ? { title } : {}),
    text: lines.filter((line) => line !== '').join('\n'),
    fields,
    buttons: buttonsOf(card).map(({ id, label, disabled }) => ({ id, label, disabled })),
    inputs: inputsOf(card).map(({ name, kind, label, required, options }) => ({
      name,
      kind,
      label,
      required,
      options,
    })),
    ...(image ? { image } : {}),
  }
}

function headLines(card: Json): string[] {
  const isNotice = card.card_type === 'text_notice'
  const emphasis = recordAt(card, 'emphasis_content')
  const quote = recordAt(card, 'quote_area')
  return [
    stringAt(recordAt(card, 'source'), 'desc'),
    stringAt(recordAt(card, 'main_title'), 'desc'),
    ...(isNotice ? [stringAt(emphasis, 'title'), stringAt(emphasis, 'desc')] : []),
    ...newsLines(card),
    stringAt(quote, 'title'),
    stringAt(quote, 'quote_text'),
    stringAt(card, 'sub_title_text'),
  ]
}

function newsLines(card: Json): string[] {
  if (card.card_type !== 'news_notice') return []
  const area = recordAt(card, 'image_text_area')
  const rows = listAt(card, 'vertical_content_list').flatMap((row) => [stringAt(row, 'title'), stringAt(row, 'desc')])
  return [stringAt(area, 'title'), stringAt(area, 'desc'), ...rows]
}

/** Entries of the jump list that lead nowhere are only read. */
function tailLines(card: Json): string[] {
  if (!String(card.card_type).endsWith('_notice')) return []
  const jumps = listAt(card, 'jump_list').filter(isRecord)
  return jumps.filter((jump) => jump.type !== 1 && jump.type !== 3).map((jump) => stringAt(jump, 'title'))
}

function fieldsOf(card: Json): { label: string; value: string }[] {
  return listAt(card, 'horizontal_content_list').map((row) => ({
    label: stringAt(row, 'keyname'),
    value: stringAt(row, 'value'),
  }))
}

/** Pictures of a news card are URLs. */
function imageOf(card: Json): string {
  if (card.card_type !== 'news_notice') return ''
  return stringAt(recordAt(card, 'card_image'), 'url') || stringAt(recordAt(card, 'image_text_area'), 'image_url')
}
