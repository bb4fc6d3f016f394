import { declare, type Outcome } from '../action.ts'

const AGAIN = /重[发推]|补[发推]|(?:再|重新?)(?:发|推)(?:送|出)?(?:一[遍次下])?/
const FAILED =
  /(?:(?:发送|推送|投递)?失败|没(?:能)?(?:发|送|推)(?:出去|到|成功?|过去)|(?:未|没)(?:送达|发送|发出|送出|成功)|卡住|丢失)(?:了)?的?(?:那些|所有)?(?:[消讯信]息|通知|提醒|卡片)/

export const resendAction = declare({
  name: 'outbox.resend',
  area: 'oversight',
  about: {
    zh: '重新发送失败的消息。',
    en: 'Sends messages again that failed.',
  },
  words: { zh: ['重发失败消息', '重发'], en: ['resend'] },
  ways: [
    { pieces: [AGAIN], needs: [] },
    { pieces: [FAILED, AGAIN], needs: [] },
    { pieces: [AGAIN, FAILED], needs: [] },
    { pieces: [/\bre-?send\b|\bretry\b/], needs: [] },
    { pieces: [/\b(?:send|push|deliver|try)\b/, /\b(?:failed|undelivered|unsent|stuck)\b/, /\bagain\b/], needs: [] },
  ],
  noise:
    /(?:所有|全部|那些|刚才|之前)|失败|没(?:能)?(?:发|送|推)(?:出去|到|成功?|过去)|(?:未|没)(?:送达|发送|发出|送出|成功)|卡住|丢失|发送|推送|发|的|[消讯信]息|通知|提醒|卡片|都|一[次下遍]|把|\b(?:failed|undelivered|unsent|stuck|messages?|notifications?|notices?|cards?|the|all|those|that|sending|delivery)\b/,
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
