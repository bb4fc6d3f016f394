import { localDateOf, localTimeOf } from '../../../domain/shared/zone.ts'
import { declare, type Outcome } from '../action.ts'

const JOBS_SHOWN = 3

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
  run: async ({ tx, health, speech, zone }): Promise<Outcome> => {
    const messengers = health.messengers()
    const outbox = await tx.queues.outboxCounts()
    const inboxWaiting = await tx.queues.inboxWaiting()
    const runs = await tx.queues.jobRuns(JOBS_SHOWN)
    const { t } = speech
    const healthy = outbox.dead === 0 && messengers.every(({ state }) => state === 'ok')
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
              rows: messengers.map(({ platform, transport, state, detail, lastErrorCode }) => [
                `${platform} (${transport})`,
                state,
                detail ?? lastErrorCode ?? '—',
              ]),
            },
            {
              kind: 'fields',
              fields: [
                { label: t.labels.outbox, value: t.outboxLine(outbox.waiting, outbox.dead) },
                { label: t.labels.inbox, value: String(inboxWaiting) },
                {
                  label: t.labels.jobs,
                  value:
                    runs
                      .map(({ job, ranAt }) => `${job} ${localDateOf(ranAt, zone)} ${localTimeOf(ranAt, zone)}`)
                      .join('\n') || '—',
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
