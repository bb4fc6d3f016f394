import { declare, type Outcome } from '../action.ts'

export const selfCheckAction = declare({
  name: 'self_check',
  area: 'oversight',
  words: { zh: ['自检', '健康检查'], en: ['self-check', 'health'] },
  examples: { zh: ['自检'], en: ['self-check'] },
  slots: {},
  scope: 'none',
  permission: 'connectors.configure',
  confirm: 'none',
  undo: 'none',
  run: async ({ health, speech }): Promise<Outcome> => {
    const report = await health.report()
    const { t } = speech
    const healthy = report.outbox.dead === 0 && report.messengers.every(({ state }) => state === 'ok')
    return {
      answer: {
        kind: 'card',
        card: {
          header: { text: t.selfCheck, tone: healthy ? 'success' : 'warning', tag: healthy ? t.healthy : t.attention },
          summary: t.selfCheck,
          blocks: [
            {
              kind: 'table',
              columns: [t.labels.messenger, t.labels.state, t.labels.lastError],
              rows: report.messengers.map(({ platform, transport, state, detail, lastErrorCode }) => [
                `${platform} (${transport})`,
                state,
                detail ?? lastErrorCode ?? '—',
              ]),
            },
            {
              kind: 'fields',
              fields: [
                { label: t.labels.outbox, value: t.outboxLine(report.outbox.waiting, report.outbox.dead) },
                { label: t.labels.inbox, value: String(report.inboxWaiting) },
                {
                  label: t.labels.jobs,
                  value: report.jobs.map(({ job, period, status }) => `${job} ${period} ${status}`).join('\n') || '—',
                  wide: true,
                },
              ],
            },
          ],
        },
      },
    }
  },
})
