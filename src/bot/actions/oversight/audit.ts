import type { AuditEntry } from '../../../domain/audit/audit.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { localDateOf, localTimeOf } from '../../../domain/shared/zone.ts'
import { plain } from '../../messenger.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Outcome } from '../action.ts'
import { optional } from '../slot.ts'

const LIST_MAX = 10
const MONEY = ['approval.', 'budget.']

const VERIFY = /校验|验证|核验|查验|检验|核对|检查|验(?:一?下|一遍)|完整|篡改|被(?:人)?(?:动|改|修改)过?|完好/

export const auditVerifyAction = declare({
  name: 'audit.verify',
  area: 'oversight',
  about: {
    zh: '检查审计链是否完整。',
    en: 'Checks that the audit chain is intact.',
  },
  words: { zh: ['审计 校验', '审计校验', '校验审计'], en: ['audit verify', 'verify audit'] },
  ways: [
    { pieces: [VERIFY, /审计/], needs: [] },
    { pieces: [/审计/, VERIFY], needs: [] },
    { pieces: [/\b(?:verify|validate|check)\b/, /\baudit\b/], needs: [] },
    {
      pieces: [/\baudit\b/, /\b(?:intact|tampered(?: with)?|integrity|verified|valid|consistent|altered|ok)\b/],
      needs: [],
    },
  ],
  noise:
    /日志|记录|数据|链条?|的|完整性|有没有|是不是|被|人|过|一[下遍次]|做|跑|把|\b(?:log|the|trail|chain|is|has|been|still|was|of|for|that|records?)\b/,
  examples: { zh: ['审计 校验'], en: ['audit verify'] },
  slots: { project: optional('project', { label: 'project' }) },
  scope: 'optional_project',
  permission: 'audit.read',
  confirm: 'none',
  undo: 'none',
  run: async ({ tx, speech }): Promise<Outcome> => {
    const verdict = await tx.audit.verify()
    const markdown = verdict.intact
      ? speech.t.auditIntact(verdict.entries, verdict.lastHash.slice(0, 12))
      : speech.t.auditBroken(verdict.brokenAt, verdict.entries)
    return { answer: { kind: 'text', markdown } }
  },
})

/** An auditor reads everything, a manager the project at hand, approvers and finance the money. */
export const auditListAction = declare({
  name: 'audit.list',
  area: 'oversight',
  about: {
    zh: '看最近的审计记录。',
    en: 'Shows the latest entries of the audit.',
  },
  words: { zh: ['审计', '审计记录', '操作记录'], en: ['audit'] },
  ways: [
    { pieces: [/审计(?:日志|记录|列表|历史|流水)|(?:操作|变更|修改|改动)(?:日志|记录|历史|流水)/], needs: [] },
    { pieces: [/谁(?:最近)?(?:动|改|操作|碰|修改|变更)(?:过|了)/, /记录|日志|历史/], needs: [] },
    { pieces: [/谁(?:最近)?(?:动|改|操作|碰|修改|变更)(?:过|了)/], needs: ['project'] },
    { pieces: [/\b(?:audit|activity|change|operation) (?:log|logs|trail|records?|history|entries)\b/], needs: [] },
    { pieces: [/\bwho (?:changed|did|touched|modified|edited) (?:what|which)\b/], needs: [] },
    { pieces: [/\bwho (?:has )?(?:changed|touched|modified|edited)\b/], needs: ['project'] },
  ],
  noise: /列出来|拿来|调出来|翻|最近|记录|日志|查|把|的|\b(?:log|the|lately|recently|latest|last|today|this week)\b/,
  examples: { zh: ['审计', '审计 P-101'], en: ['audit P-101'] },
  slots: { project: optional('project', { label: 'project' }) },
  scope: 'optional_project',
  permission: 'audit.read',
  confirm: 'none',
  undo: 'none',
  run: list,
})

/** Approvers and finance, who manage nothing here, read what moved money and nothing else. */
async function readable({ tx, project, grant, role }: ActionContext): Promise<readonly AuditEntry[]> {
  const moneyOnly = grant === 'own' && role !== 'manager'
  return tx.audit.list({
    limit: LIST_MAX,
    ...(project ? { projectId: project.id } : {}),
    ...(moneyOnly ? { areas: MONEY } : {}),
  })
}

async function list(context: ActionContext): Promise<Outcome> {
  const { t } = context.speech
  const { project } = context
  const entries = await readable(context)
  const rows = entries.map((entry) => [
    String(entry.seq),
    `${localDateOf(entry.at, context.zone).slice(5)} ${localTimeOf(entry.at, context.zone)}`,
    plain(entry.actorId ? (context.people.get(entry.actorId)?.name ?? '') : (entry.account ?? '—')),
    `${entry.event}${entry.objectRef ? ` ${entry.objectRef}` : ''}`,
    t.outcomes[entry.outcome],
  ])
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: t.auditTitle, tone: 'info', ...(project ? { tag: projectRef(project.id) } : {}) },
        summary: t.auditTitle,
        blocks: [
          {
            kind: 'table',
            columns: [t.labels.number, t.labels.when, t.labels.who, t.labels.event, t.labels.outcome],
            rows,
          },
        ],
      },
    },
  }
}
