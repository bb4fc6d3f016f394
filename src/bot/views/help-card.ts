import type { Declared } from '../actions/action.ts'
import type { Card } from '../card/card.ts'
import type { Speech } from '../i18n/speech.ts'
import { plain } from '../messenger.ts'

interface HelpContext {
  speech: Speech
  botName: string
}

/** One line per action: its verb and an example to copy. */
export function helpCard(
  { speech, botName }: HelpContext,
  actions: readonly Declared[],
  next: { count: number; topic: string } | undefined,
  unknownTopic?: string,
): Card {
  const { t, locale } = speech
  const lines = actions.map(({ words, examples }) => {
    const [word, example] = locale === 'en' ? [words.en[0], examples.en[0]] : [words.zh[0], examples.zh[0]]
    return example === undefined || example === word
      ? `**${plain(word ?? '')}**`
      : `**${plain(word ?? '')}** ${t.forExample(plain(example))}`
  })
  const body = unknownTopic === undefined ? lines.join('\n') : t.noSuchTopic(plain(unknownTopic))
  return {
    header: { text: t.helpTitle(botName), tone: 'info' },
    summary: t.helpTitle(botName),
    blocks: [
      { kind: 'text', markdown: body },
      { kind: 'text', markdown: t.helpHint(botName), quiet: true },
      ...(next
        ? [
            {
              kind: 'actions' as const,
              buttons: [{ label: t.buttons.more(next.count), action: 'help', args: { topic: next.topic } }],
            },
          ]
        : []),
    ],
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
