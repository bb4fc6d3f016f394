/** `新手引导`: a few things to type, one at a time, in a sandbox; skipped and resumed at will. */
import type { Tour } from '../../../domain/people/tour.ts'
import type { Project } from '../../../domain/projects/project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { isOpen } from '../../../domain/tasks/plan-rules.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { tourCard, tourEndCard } from '../../views/tour-card.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { optional } from '../slot.ts'
import { findSandbox, madeSandbox, makeSandbox, putSandboxAway, revertSandbox } from './sandbox.ts'
import { tourSteps } from './tour-steps.ts'

export const tourAction = declare({
  name: 'tour',
  area: 'conversation',
  about: {
    zh: '在你自己的演示项目里试几步，随时可以跳过和继续。',
    en: 'A few steps to try out in a demo project of your own; skip and resume at will.',
  },
  words: {
    zh: ['新手引导', '导览', '引导', '新手教程', '新手导览', '新手指引', '新手入门', '入门教程'],
    en: ['tour', 'take the tour', 'walkthrough', 'onboarding'],
  },
  ways: [
    { pieces: [/带我(?:入门|上手|熟悉)(?:一下|一遍)?/], needs: [] },
    // 下一步 alone goes on with what is under way.
    { pieces: [/^(?:下一步|跳过)(?=[吧了呀。!！]*$)/], needs: [] },
  ],
  noise:
    /带我|接着|继续|[走看来过][一]遍|[走看]一下|走完?|再|重新|从头|开始|上次的?|没走完的?|我会用|我?已经会了|先|了|吧|看|不|在哪里?|怎么用|\b(?:start|restart|the|of|me|a|give|step|please|again)\b/,
  examples: { zh: ['新手引导', '跳过引导', '继续引导'], en: ['tour', 'skip the tour', 'resume the tour'] },
  slots: {
    step: optional('choice', {
      label: 'step',
      choices: [
        { value: 'next', zh: ['下一步'], en: ['next step', 'next'] },
        { value: 'skip', zh: ['跳过', '先跳过', '不用了', '不看', '退出', '结束'], en: ['skip', 'quit', 'stop'] },
        { value: 'resume', zh: ['继续', '接着', '接着走'], en: ['resume', 'continue'] },
        { value: 'clear', zh: ['移除演示项目'], en: ['remove the demo'] },
      ],
    }),
  },
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: { revert: revertSandbox },
  run: async (context, { step }): Promise<Outcome | Refusal> => {
    if (context.conversation.kind !== 'private') return sentence(context.speech.t.talk.tourPrivate)
    const tour = await context.tx.tours.of(context.person.id)
    switch (step) {
      case 'skip':
        return skip(context, tour)
      case 'clear':
        return clear(context)
      case 'next':
        return show(context, tour && tour.status !== 'done' ? tour.step + 1 : 0)
      default:
        return show(context, tour && tour.status !== 'done' ? tour.step : 0)
    }
  },
})

const sentence = (markdown: string): Outcome => ({ answer: { kind: 'text', markdown } })

async function skip(context: ActionContext, tour: Tour | undefined): Promise<Outcome> {
  await remember(context, tour?.step ?? 0, 'skipped')
  const { talk } = context.speech.t
  return ended(context, talk.tourSkippedTitle, talk.tourSkipped)
}

async function clear(context: ActionContext): Promise<Outcome> {
  const { talk } = context.speech.t
  const sandbox = await findSandbox(context)
  if (!sandbox) return sentence(talk.noSandbox)
  const undo = await putSandboxAway(context, sandbox)
  const ref = projectRef(sandbox.id)
  return {
    ...sentence(talk.tourCleared(ref)),
    record: { objectRef: ref, projectId: sandbox.id, before: sandbox.status, after: 'archived' },
    changed: [ref],
    ...(undo ? { undo } : {}),
  }
}

/** The step's card; the sandbox is made anew where the person has none. */
async function show(context: ActionContext, index: number): Promise<Outcome | Refusal> {
  const steps = tourSteps(context.person)
  const step = steps[index]
  if (step === undefined) {
    await remember(context, 0, 'done')
    const { talk } = context.speech.t
    return ended(context, talk.tourEndTitle, talk.tourEnd)
  }
  const known = await findSandbox(context)
  const sandbox = known ?? (await makeSandbox(context))
  if (isRefusal(sandbox)) return sandbox
  await remember(context, index, 'running')
  const card = tourCard(context.speech, {
    step,
    number: index + 1,
    of: steps.length,
    project: projectRef(sandbox.id),
    task: await taskToTry(context, sandbox),
  })
  return { answer: { kind: 'card', card }, ...(known ? {} : madeSandbox(sandbox)) }
}

/** The first task that is open and waits for none: completing it is possible, moving it moves others. */
async function taskToTry({ tx }: ActionContext, sandbox: Project): Promise<string> {
  const tasks = await tx.tasks.ofProjects([sandbox.id])
  const open = tasks.filter((task) => task.kind === 'task' && isOpen(task))
  const waitsForNone = open.find(({ dependsOn }) => dependsOn.every((id) => !open.some((one) => one.id === id)))
  return taskRef((waitsForNone ?? open[0] ?? tasks[0])?.id ?? 0)
}

async function ended(context: ActionContext, title: string, text: string): Promise<Outcome> {
  const sandbox = await findSandbox(context)
  return { answer: { kind: 'card', card: tourEndCard(context.speech, title, text, sandbox !== undefined) } }
}

async function remember(
  { tx, person, now }: Pick<ActionContext, 'tx' | 'person' | 'now'>,
  step: number,
  status: Tour['status'],
): Promise<void> {
  await tx.tours.save({ personId: person.id, step, status, updatedAt: now })
}

/**
 * Whether this person has never been offered the tour; from now on it counts as offered, to be begun at any time.
 * For the first private contact, which is answered with `firstContactCard`.
 */
export async function offerTour(context: Pick<ActionContext, 'tx' | 'person' | 'now'>): Promise<boolean> {
  if (await context.tx.tours.of(context.person.id)) return false
  await remember(context, 0, 'skipped')
  return true
}
