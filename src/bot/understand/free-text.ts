/** What remains of a line once verb and slots are struck out: a title, a reason, a name. */
import type { Canvas } from './canvas.ts'

/** Words that only connect; a piece made of nothing else is no text. */
const CONNECTORS =
  /^(?:我|怎么样|如何|把|将|给|由|让|请|在|到|于|从|至|前|之前|以前|截止|截至|完成|为|是|改|负责|负责人|来做|用于|项目|任务|的|了|吧|to|by|for|from|the|[\s,。;:、!?~-])+$/i
const LEADING = /^(?:[把将]|[\s,。;:、])+/
const TRAILING = /(?:[给由让在到于从至为是]|截止|截至|[\s,。;:、!]|负责人|\s(?:to|by|for))+$/

/** The pieces of text that nobody took, in order, without their connecting words. */
export function freePieces(canvas: Canvas): string[] {
  const pieces = canvas.remaining()
  const texts = pieces.map((piece, index) => {
    const raw = canvas.original(piece)
    if (CONNECTORS.test(raw)) return ''
    const followed = index < pieces.length - 1 || piece.end < canvas.text.length
    return (followed ? raw.replace(TRAILING, '') : raw.replace(/[\s,。;:、]+$/, '')).replace(LEADING, '')
  })
  return texts.filter((text) => text !== '')
}
