import type { UndoEntry } from '../../../domain/conversations/conversation.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Outcome } from '../action.ts'

/** 取消上一步, 回到刚才: what is taken back is the last thing, whatever it was. */
const BACK =
  /(?:撤回|取消|退回|恢复|还原|回滚|回退|回)(?:一下|下)?到?(?:刚才|刚刚|上一?[步条次])(?:那[步条次下个])?的?(?:操作|改动|修改|动作)?(?!任务|项目)|(?:回退|回滚|还原)(?:一下|下|一步|掉)?$/
/** Why, and what it is called. */
const NOISE =
  /刚才|刚刚|那[个步条次下]|这[个步条次下]|操作|改动|修改|动作|[点搞弄按发打改说写填派](?:错|反)人?了?|手[滑误抖]了?|误操作|反悔了?|后悔了?|不好意思|抱歉|不算|不对|上一?[步条次]|一步|一下|的|掉|我|帮|\b(?:that|it|the|last|my|change|changes|action|step|oops|sorry|wrong|mistake)\b/

export const undoAction = declare({
  name: 'undo',
  area: 'conversation',
  about: {
    zh: '收回你在这里的最近一次改动，限两分钟内。',
    en: 'Takes back your last change here, within two minutes.',
  },
  words: { zh: ['撤销', '反悔', '撤消'], en: ['undo'] },
  ways: [
    { pieces: [/撤回(?:掉)?(?=(?:刚才|刚刚|上一[步条次]|一下|下|的|吧|啊|呀|哈|[\s,，。!！])*$)/], needs: [] },
    { pieces: [BACK], needs: [] },
    { pieces: [/(?:刚才|刚刚|上一?[步条次])/, /撤(?:回|掉)(?!了)|退回去?|还原|作废|不算|回退|回滚|恢复/], needs: [] },
    {
      pieces: [/(?:反悔|后悔|改错|发错|点错|按错|打错|弄错|搞错|手滑|手误|误操作)了?/, /撤[销消回]掉?(?!了)/],
      needs: [],
    },
    { pieces: [/撤[销消]掉?(?!了)/], needs: [] },
    {
      pieces: [
        /\bundo\b|\brevert\b|\broll(?:ed)? ?back\b|\btake (?:that|it|this) back\b|\bgo back one step\b|\bstep back\b/,
      ],
      needs: [],
    },
  ],
  noise: NOISE,
  examples: { zh: ['撤销'], en: ['undo'] },
  slots: {},
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run,
})

/** The actor's own last change here, within two minutes of it; the action that made it knows how. */
async function run(context: ActionContext): Promise<Outcome | Refusal> {
  const entry = await entryMeant(context)
  if (!entry) return refuse('UNDO.NOTHING', {})
  const { objectRef } = entry
  const action = context.actions.find(({ name }) => name === entry.action)
  if (!action || typeof action.undo === 'string') return refuse('UNDO.NOT_POSSIBLE', { objectRef })
  if (entry.usedAt) return refuse('UNDO.ALREADY', { objectRef, at: entry.usedAt })
  if (entry.expiresAt < context.now)
    return refuse('UNDO.TOO_LATE', { objectRef, at: entry.createdAt, limitMinutes: windowMinutes(entry) })
  const scoped = await withProject(context, objectRef)
  const reverted = await action.undo.revert(scoped, entry.payload)
  if (isRefusal(reverted)) return reverted
  await context.tx.undo.save({ ...entry, usedAt: context.now })
  return {
    answer: { kind: 'text', markdown: reverted.sentence },
    changed: reverted.changed,
    notices: reverted.notices ?? [],
    record: {
      objectRef,
      detail: { undone: entry.action },
      ...(scoped.project ? { projectId: scoped.project.id } : {}),
    },
  }
}

/** How many changes back one can go. */
const STEPS = 10

/** The newest that was not taken back yet, so that saying it again goes one step further; else the newest, to say why not. */
async function entryMeant({ tx, person, conversation, now }: ActionContext): Promise<UndoEntry | undefined> {
  const entries = await tx.undo.recent(person.id, conversation, STEPS)
  return entries.find(({ usedAt, expiresAt }) => !usedAt && expiresAt >= now) ?? entries[0]
}

async function withProject(context: ActionContext, objectRef: string): Promise<ActionContext> {
  const task = objectRef.startsWith('T-') ? await context.tx.tasks.byId(Number(objectRef.slice(2))) : undefined
  const project = task && (await context.tx.projects.byId(task.projectId))
  return project ? { ...context, project } : context
}

/** How long the change could be taken back: what its entry was given when it was made. */
function windowMinutes({ createdAt, expiresAt }: UndoEntry): number {
  return Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)
}
