/** The tour's cards: one thing to type, and the way on. */
import type { TourStep } from '../actions/conversation/tour-steps.ts'
import type { Button, Card } from '../card/card.ts'
import type { Speech } from '../i18n/speech.ts'
import { plain } from '../messenger.ts'

interface Step {
  step: TourStep
  number: number
  of: number
  /** The sandbox, `P-105`. */
  project: string
  /** One of its open tasks, `T-7`. */
  task: string
}

const button = (label: string, step: string, style?: Button['style']): Button => ({
  label,
  action: 'tour',
  args: step === '' ? {} : { step },
  ...(style ? { style } : {}),
})

export function tourCard({ t }: Speech, { step, number, of, project, task }: Step): Card {
  const { talk } = t
  const title = talk.tourTitle(String(number), String(of))
  const { line, why } = talk.tourSteps[step]
  return {
    header: { text: title, tone: 'info' },
    summary: title,
    blocks: [
      { kind: 'text', markdown: talk.typeThis(plain(line(project, task))) },
      { kind: 'text', markdown: why },
      { kind: 'text', markdown: talk.sandbox(project), quiet: true },
      {
        kind: 'actions',
        buttons: [button(talk.buttons.next, 'next', 'primary'), button(talk.buttons.skip, 'skip')],
      },
    ],
  }
}

/** Skipped or finished. With a sandbox still there, the way to be rid of it. */
export function tourEndCard({ t }: Speech, title: string, text: string, hasSandbox: boolean): Card {
  const { talk, buttons } = t
  return {
    header: { text: title, tone: 'success' },
    summary: text,
    blocks: [
      { kind: 'text', markdown: text },
      {
        kind: 'actions',
        buttons: [
          { label: buttons.help, action: 'help', args: {} },
          ...(hasSandbox ? [button(talk.buttons.clear, 'clear')] : []),
        ],
      },
    ],
  }
}

/** Three lines and three buttons for whoever writes to the bot in private for the first time. */
export function firstContactCard({ t }: Speech, botName: string): Card {
  const { talk, buttons } = t
  const title = talk.firstContactTitle(botName)
  return {
    header: { text: title, tone: 'info' },
    summary: title,
    blocks: [
      { kind: 'text', markdown: talk.firstContactLines.join('\n') },
      {
        kind: 'actions',
        buttons: [
          button(talk.buttons.tour, '', 'primary'),
          button(talk.buttons.skip, 'skip'),
          { label: buttons.help, action: 'help', args: {} },
        ],
      },
    ],
  }
}
