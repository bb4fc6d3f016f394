/**
 * Several commands of one message: done in their order, told in one answer. One that is refused is told and keeps none of
 * the others back: each was ordered by itself. The first that needs asking ends the row.
 */
import type { Outcome } from '../actions/action.ts'
import type { Block, Card } from '../card/card.ts'
import type { Command } from '../understand/command.ts'
import { carryOutOne } from './carry-out.ts'
import { type Performed, perform } from './perform.ts'
import type { Memory } from './remember-turn.ts'
import { aboutWhat, react, renderAnswer, reply, sentenceOf, type Turning } from './reply.ts'

type Done = Extract<Performed, { kind: 'done' | 'refused' }>

export async function performSeveral(turning: Turning, commands: readonly Command[]): Promise<Memory> {
  const { base } = turning
  const parts: Block[][] = []
  const outcomes: Outcome[] = []
  let memory: Memory = { args: {}, outcome: 'refused', understood: [] }
  let left: Command | undefined
  for (const command of commands) {
    const performed = command.ambiguity ? undefined : await perform(base, command.action, command.args, false)
    if (performed?.kind !== 'done' && performed?.kind !== 'refused') {
      left = command
      break
    }
    parts.push(await partOf(turning, performed))
    if (performed.kind !== 'done') continue
    const ref = aboutWhat(performed.outcome)
    memory = {
      action: command.action.name,
      args: command.args,
      outcome: 'done',
      understood: [],
      ...(ref ? { objectRef: ref } : {}),
    }
    outcomes.push(performed.outcome)
  }
  const { t } = base.speech
  const tone = outcomes.length === parts.length ? 'success' : 'warning'
  if (parts.length > 0)
    await reply(turning, { kind: 'card', card: together(t.several(parts.length), tone, parts) }, memory.objectRef)
  // As for a single command, the answer is queued before anybody reads a notice of it.
  for (const outcome of outcomes) await react(turning, outcome)
  const understood = commands.flatMap((command) => command.understood)
  if (!left) return { ...memory, understood }
  const unasked = commands.length - parts.length - 1
  const asked = await carryOutOne(turning, left)
  if (unasked > 0) await reply(turning, { kind: 'text', markdown: t.notYetCarriedOut(unasked) })
  return { ...asked, understood }
}

/** What the answer would have said alone. */
async function partOf({ base, message }: Turning, performed: Done): Promise<Block[]> {
  if (performed.kind === 'refused') return [{ kind: 'text', markdown: `⚠ ${sentenceOf(base, performed.refusal)}` }]
  const { answer } = performed.outcome
  if (answer.kind === 'text') return [{ kind: 'text', markdown: answer.markdown }]
  const card = answer.kind === 'card' ? answer.card : await renderAnswer(base, message.conversation, answer)
  const tag = card.header.tag ? ` [${card.header.tag}]` : ''
  return [{ kind: 'text', markdown: `**${card.header.text}**${tag}` }, ...card.blocks]
}

function together(title: string, tone: Card['header']['tone'], parts: readonly Block[][]): Card {
  const blocks = parts.flatMap((part, index): Block[] => (index === 0 ? part : [{ kind: 'divider' }, ...part]))
  return { header: { text: title, tone }, summary: title, blocks }
}
