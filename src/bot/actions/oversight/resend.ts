import { declare, type Outcome } from '../action.ts'

export const resendAction = declare({
  name: 'outbox.resend',
  area: 'oversight',
  about: {
    zh: '重新发送失败的消息。',
    en: 'Sends messages again that failed.',
  },
  words: { zh: ['重发失败消息', '重发'], en: ['resend'] },
  ways: [
    { pieces: [/重发|补发|再推|再发|重新发送|重推/], needs: [] },
    { pieces: [/\bresend\b|\bretry\b/], needs: [] },
  ],
  noise: /失败|没发出去|发送|的|消息|通知|一次|一下|把|\b(?:failed|messages?|the|all)\b/,
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
