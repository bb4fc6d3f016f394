import { localDateOf, localTimeOf } from '../../../domain/shared/zone.ts'
import { plain } from '../../messenger.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { messengerName } from '../conversation/messengers.ts'
import type { MessengerHealth } from '../health.ts'

const SHOWN = 3

export const selfCheckAction = declare({
  name: 'self_check',
  area: 'oversight',
  about: {
    zh: '看系统是否正常，哪里需要处理。',
    en: 'Shows whether the system is well and what needs attention.',
  },
  words: { zh: ['自检', '健康检查'], en: ['self-check', 'health'] },
  ways: [
    { pieces: [/体检|系统(?:状态|检查|自检|诊断)|自检|自查/], needs: [] },
    {
      pieces: [
        /(?:系统|机器人|服务|后台)(?:各项|整体|现在|目前|最近|的)?(?:都|还|是)?(?:健康|运行|工作|连接)?(?:的)?(?:状态|状况|情况|正常|健康|稳定|异常|故障)/,
      ],
      needs: [],
    },
    { pieces: [/(?:检查|诊断|检测)(?:一?下|一遍)?(?:系统|机器人|服务|自己)/], needs: [] },
    {
      pieces: [/(?:系统|机器人|服务)/, /(?:出|有)(?:没有?)?(?:什么)?(?:问题|毛病|故障|异常)|正常(?:吗|不|运行|工作)/],
      needs: [],
    },
    {
      pieces: [
        /\bself[- ]?(?:check|test)\b|\bhealth[- ]?check\b|\bsystem (?:status|health|check|ok)\b|\bhealth (?:status|report)\b|\bdiagnos(?:e|tics?)\b/,
      ],
      needs: [],
    },
    {
      pieces: [
        /\b(?:is|are)\b/,
        /\b(?:the )?(?:system|bot|services?|everything)\b/,
        /\b(?:ok|okay|fine|healthy|working|running|up)\b/,
      ],
      needs: [],
    },
  ],
  noise: /系统|各项|整体|指标|健康|做|跑|一[下次遍]|都|是|\b(?:run|a|the|quick|properly|still)\b/,
  examples: { zh: ['自检'], en: ['self-check'] },
  slots: {},
  scope: 'none',
  permission: 'connectors.configure',
  confirm: 'none',
  undo: 'none',
  run: async (context): Promise<Outcome> => {
    const { tx, health, speech, zone } = context
    const messengers = health.messengers()
    const outbox = await tx.queues.outboxCounts()
    const inboxWaiting = await tx.queues.inboxWaiting()
    const runs = await tx.queues.jobRuns(SHOWN)
    const dead = await tx.queues.deadLetters(SHOWN)
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
              columns: [t.labels.messenger, t.labels.state, t.labels.lastHeard, t.labels.remark],
              rows: messengers.map((messenger) => messengerRow(context, messenger)),
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
            ...(dead.length > 0
              ? [
                  {
                    kind: 'table' as const,
                    columns: [t.labels.failedMessage, t.labels.lastError],
                    rows: dead.map(({ createdAt, lastError }) => [
                      `${localDateOf(createdAt, zone)} ${localTimeOf(createdAt, zone)}`,
                      plain(lastError ?? '—'),
                    ]),
                  },
                ]
              : []),
            ...(outbox.dead > 0
              ? [
                  {
                    kind: 'actions' as const,
                    buttons: [{ label: t.buttons.resend, action: 'outbox.resend', args: {} }],
                  },
                ]
              : []),
          ],
        },
      },
    }
  },
})

function messengerRow(context: ActionContext, messenger: MessengerHealth): string[] {
  const { speech, zone } = context
  const { platform, transport, state, lastEventAt, quota } = messenger
  const heard = lastEventAt === undefined ? undefined : new Date(lastEventAt)
  const remarks = [
    messenger.detail ?? messenger.lastErrorCode ?? '',
    quota ? speech.t.quotaUsed(quota.used, quota.granted) : '',
  ].filter((one) => one !== '')
  return [
    `${messengerName(context, platform)} (${transport})`,
    speech.t.messengerStates[state],
    heard ? `${localDateOf(heard, zone)} ${localTimeOf(heard, zone)}` : '—',
    plain(remarks.join('; ') || '—'),
  ]
}
