import type { UndoEntry } from '../../../domain/conversations/conversation.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Outcome } from '../action.ts'

export const undoAction = declare({
  name: 'undo',
  area: 'conversation',
  about: {
    zh: '收回你在这里的最近一次改动，限两分钟内。',
    en: 'Takes back your last change here, within two minutes.',
  },
  words: { zh: ['撤销', '反悔', '撤消'], en: ['undo'] },
  ways: [
    { pieces: [/撤回(?:一下|下)?(?:刚才|上一[步条]|刚刚)?的?(?:操作)?(?=$|[,，。!！])/], needs: [] },
    {
      pieces: [
        /(?:撤回|取消|退回|回到)(?:一下|下)?(?:刚才|刚刚|上一[步条])(?:那步|的操作|操作)?|回退(?:一下|下|一步)?/,
      ],
      needs: [],
    },
    { pieces: [/撤销/], needs: [] },
    { pieces: [/\bundo\b|\brevert\b/], needs: [] },
  ],
  noise:
    /反悔了?|刚才|刚刚|那个|这个|操作|手滑了?|弄错人?了?|点错了?|搞错了?|上一[步条]|一下|的|掉|我|帮|\b(?:that|it|the|last|change)\b/,
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
