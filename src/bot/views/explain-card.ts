/** How one line was read: its verb, each piece and the slot it filled, what was not read, and what came of it. */
import type { Turn } from '../../domain/conversations/turn.ts'
import type { Declared } from '../actions/action.ts'
import type { Card, Field } from '../card/card.ts'
import { plain } from '../messenger.ts'
import { actionLabel, argText, type Reader } from './arg-text.ts'
import { slotLabel } from './prompt-cards.ts'

export function explainCard(reader: Reader & { actions: readonly Declared[] }, turn: Turn): Card {
  const { labels, talk } = reader.speech.t
  const action = reader.actions.find(({ name }) => name === turn.action)
  const outcome = [talk.turnOutcomes[turn.outcome], turn.objectRef].filter((one) => one !== undefined).join(' · ')
  const unread = turn.understood.flatMap(({ as, text }) => (as.kind === 'unread' ? [plain(text)] : []))
  return {
    header: { text: talk.explainTitle, tone: 'info' },
    summary: talk.explainTitle,
    blocks: [
      {
        kind: 'fields',
        fields: [
          wide(labels.line, plain(turn.line)),
          wide(labels.verb, verbText(reader, turn, action)),
          ...(action ? [...slotsRead(reader, turn, action), ...slotsAssumed(reader, turn, action)] : []),
          ...(unread.length > 0 ? [wide(labels.unread, unread.join(' · '))] : []),
          wide(labels.outcome, outcome),
        ],
      },
    ],
  }
}

const wide = (label: string, value: string): Field => ({ label, value, wide: true })

function verbText({ speech }: Reader, turn: Turn, action: Declared | undefined): string {
  const { talk } = speech.t
  if (!action) return talk.noVerb
  const typed = turn.understood.flatMap(({ as, text }) => (as.kind === 'verb' ? [plain(text)] : []))
  const meant = `${plain(actionLabel(action, speech))}: ${speech.locale === 'en' ? action.about.en : action.about.zh}`
  return typed.length > 0 ? talk.meansVerb(typed.join('…'), meant) : meant
}

function slotsRead(reader: Reader, turn: Turn, action: Declared): readonly Field[] {
  return turn.understood.flatMap(({ as, text }) => {
    if (as.kind !== 'slot') return []
    return [
      wide(
        slotLabel(reader, action, as.slot),
        reader.speech.t.talk.pieceOf(plain(text), valueText(reader, action, as)),
      ),
    ]
  })
}

/** Values that nobody typed: the chat's project, the card that was replied to. */
function slotsAssumed(reader: Reader, turn: Turn, action: Declared): readonly Field[] {
  const typed = new Set(turn.understood.flatMap(({ as }) => (as.kind === 'slot' ? [as.slot] : [])))
  return Object.entries(turn.args)
    .filter(([slot]) => !typed.has(slot) && action.slots[slot] !== undefined)
    .map(([slot, value]) =>
      wide(slotLabel(reader, action, slot), reader.speech.t.talk.notSaid(valueText(reader, action, { slot, value }))),
    )
}

function valueText(reader: Reader, action: Declared, { slot, value }: { slot: string; value: string }): string {
  return plain(argText(reader, action.slots[slot], value))
}
