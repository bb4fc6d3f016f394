import { declare, type Outcome } from '../action.ts'

export const resendAction = declare({
  name: 'outbox.resend',
  area: 'oversight',
  about: {
    zh: '重新发送失败的消息。',
    en: 'Sends messages again that failed.',
  },
  words: { zh: ['重发失败消息', '重发'], en: ['resend'] },
  examples: { zh: ['重发失败消息'], en: ['resend'] },
  slots: {},
  scope: 'none',
  permission: 'connectors.configure',
  confirm: 'none',
  undo: 'final',
  run: async ({ tx, now, speech }): Promise<Outcome> => {
    const revived = await tx.outbox.revive(now)
    const { dead } = await tx.queues.outboxCounts()
    return {
      answer: { kind: 'text', markdown: speech.t.resent(revived, dead) },
      record: { objectRef: 'outbox', detail: { revived: String(revived), left: String(dead) } },
    }
  },
})
