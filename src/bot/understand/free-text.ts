/** What remains of a line once verb and slots are struck out: a title, a reason, a name. */
import type { Canvas, Piece } from './canvas.ts'

/** Words that only connect; a piece made of nothing else is no text. */
const CONNECTORS =
  /^(?:我们?|咱们?|你|它|怎么样|如何|把|将|给|由|让|请|叫|在|到|于|从|至|截止|截至|前|内|为|是|改|负责人?|来|去|做|用于|用途|项目|任务|活儿?|这个|那个|这条|那条|个|的|了|吧|就|再|也|都|一下|条|里程碑|名称?|叫做?|to|by|for|from|the|a|an|on|of|and|is|it|this|that|due|[\s,。;:、!?~…-])+$/i
const LEADING =
  /^(?:[把将的]|[\s,。;:、!?"]|一下|一个|[哈啊吧呗](?=[,\s])|名称[是为叫]?|名字[是叫]?|节点[是叫]|内容[是为]|就叫|先给|个(?!人|性)|条|名为|名叫|叫做?|用途[是为:]?|用于|是(?!否)|为了?|做(?=个)|(?:the|a|an|for|to|on|called|named|of)\s+)+/i
const AFTER =
  '现在|目前|截止|截至|[\\s,。;:、!?"]|负责人?|就行|即可|(?<=\\S)[吧哈啊呗哦]|一下|这一?天|的?节点|这个任务|的任务|那个任务|任务(?=$)|的(?:预算|费用|钱|经费)|\\s也|\\s(?:to|by|for|on|from|of|with|and|due|is|the)'
const TRAILING = new RegExp(`(?:[给由让在到于从至为是叫]|${AFTER})+$`, 'i')
/** Behind the last piece there is nothing for a preposition to lead to. */
const AT_END = new RegExp(`(?:${AFTER})+$`, 'i')

/** What connects is short; a longer run of it is looked at no further back, so that no line takes long. */
const TAIL = 200

function lastMatch(pattern: RegExp, text: string): { index: number } | undefined {
  const before = Math.max(0, text.length - TAIL)
  const match = pattern.exec(text.slice(before))
  return match ? { index: before + match.index } : undefined
}

export interface FreePiece {
  text: string
  piece: Piece
}

/**
 * The pieces of text that nobody took, in order, without their connecting words. `whole`: somebody's own words, of which
 * only punctuation at the edges goes.
 */
export function freePieces(canvas: Canvas, whole = false): readonly FreePiece[] {
  return canvas.remaining().flatMap((piece) => {
    const raw = canvas.text.slice(piece.start, piece.end)
    if (CONNECTORS.test(raw)) return []
    const from = (whole ? /^(?:[\s,。;:、!?]|[吧啊哈呗去](?=[\s,。]))+/ : LEADING).exec(raw)?.[0].length ?? 0
    const trailing = piece.end < canvas.text.length ? TRAILING : AT_END
    const tail = lastMatch(whole ? /[\s,。;:、!?？]+$/ : trailing, raw.slice(from))
    const to = tail ? from + tail.index : raw.length
    if (to <= from) return []
    const inner = { start: piece.start + from, end: piece.start + to }
    return [{ text: canvas.original(inner), piece: inner }]
  })
}
