import type { Declared } from '../actions/action.ts'
import type { Button, Card } from '../card/card.ts'
import type { Speech } from '../i18n/speech.ts'
import { plain } from '../messenger.ts'

interface HelpContext {
  speech: Speech
  botName: string
}

/** One line of help: an action, or something that waits for the reader, with the button that leads there. */
export type HelpLine = { action: Declared } | { text: string; button: Button }

/** One line per action: its verb and an example to copy. */
export function helpCard(
  { speech, botName }: HelpContext,
  title: string,
  lines: readonly HelpLine[],
  more: readonly Button[],
): Card {
  const urgent = lines.flatMap((line) => ('button' in line ? [line.button] : []))
  const texts = lines.map((line) => ('action' in line ? actionLine(speech, line.action) : line.text))
  return {
    header: { text: title, tone: 'info' },
    summary: title,
    blocks: [
      { kind: 'text', markdown: texts.join('\n') },
      { kind: 'text', markdown: speech.t.helpHint(botName), quiet: true },
      ...buttonsBlock([...urgent, ...more]),
    ],
  }
}

const inLanguage = <T>({ locale }: Speech, { zh, en }: { zh: T; en: T }): T => (locale === 'en' ? en : zh)

function actionLine(speech: Speech, { words, examples }: Declared): string {
  const [word = ''] = inLanguage(speech, words)
  const [example] = inLanguage(speech, examples)
  return example === undefined || example === word
    ? `**${plain(word)}**`
    : `**${plain(word)}** ${speech.t.forExample(plain(example))}`
}

function buttonsBlock(buttons: readonly Button[]): Card['blocks'] {
  return buttons.length > 0 ? [{ kind: 'actions', buttons: [...buttons] }] : []
}

/** Other words for it beyond these are slips and variants. */
const WORDS_MOST = 8

/** One action in full: what it does, how to say it, what it takes, and whether it can be taken back. */
export function topicCard({ speech }: HelpContext, action: Declared): Card {
  const { talk } = speech.t
  const words = inLanguage(speech, action.words)
  const title = talk.helpOn(words[0] ?? action.name)
  const lines = [
    inLanguage(speech, action.about),
    ...(words.length > 1 ? [talk.allWords(words.slice(0, WORDS_MOST).map(plain).join(' · '))] : []),
    ...inLanguage(speech, action.examples)
      .slice(0, 2)
      .map((example) => talk.example(plain(example))),
    ...slotLine(speech, action, true),
    ...slotLine(speech, action, false),
    [
      ...(action.confirm === 'none' ? [] : [talk.asksFirst]),
      ...(action.undo === 'none' ? [] : [action.undo === 'final' ? talk.final : talk.undoable]),
    ].join(' · '),
  ]
  return {
    header: { text: title, tone: 'info' },
    summary: title,
    blocks: [{ kind: 'text', markdown: lines.filter((line) => line !== '').join('\n') }],
  }
}

function slotLine({ t }: Speech, { slots }: Declared, required: boolean): readonly string[] {
  const labels = Object.values(slots).flatMap((slot) => (slot.required === required ? [t.labels[slot.label]] : []))
  if (labels.length === 0) return []
  const text = [...new Set(labels)].join(' · ')
  return [required ? t.talk.takesRequired(text) : t.talk.takesOptional(text)]
}

/** Nothing is known of the topic; what else one could look up, each a button. */
export function noTopicCard({ speech }: HelpContext, topic: string, nearest: readonly string[]): Card {
  const { talk } = speech.t
  const title = talk.noTopic(plain(topic))
  const buttons = nearest.map((near): Button => ({ label: near, action: 'help', args: { topic: near } }))
  return {
    header: { text: title, tone: 'muted' },
    summary: title,
    blocks: [{ kind: 'text', markdown: nearest.map(plain).join(' · ') }, ...buttonsBlock(buttons)],
  }
}

/** Three lines and three buttons: what the bot is, how to speak to it, what it records. */
export function welcomeCard(speech: Speech, botName: string): Card {
  const { t } = speech
  return {
    header: { text: t.welcomeTitle(botName), tone: 'info' },
    summary: t.welcomeTitle(botName),
    blocks: [
      { kind: 'text', markdown: t.welcomeLines(botName).join('\n') },
      {
        kind: 'actions',
        buttons: [
          { label: t.buttons.newProject, action: 'project.create', args: {}, style: 'primary' },
          { label: t.buttons.demo, action: 'demo', args: {} },
          { label: t.buttons.help, action: 'help', args: {} },
        ],
      },
    ],
  }
}
