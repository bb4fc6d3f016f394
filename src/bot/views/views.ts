/** View names → renderers. A name without an entry belongs to a card that never changes. */
import type { Card } from '../card/card.ts'
import { approvalCard } from './approval-card.ts'
import { ganttCard } from './gantt-card.ts'
import { hoursCard } from './hours-card.ts'
import { progressCard } from './progress-card.ts'
import { projectCard } from './project-card.ts'
import { promptStateCard } from './prompt-state-card.ts'
import { taskCard } from './task-card.ts'
import type { ViewContext } from './view.ts'

type Renderer = (context: ViewContext, id: number) => Promise<Card | undefined>

const renderers: Record<string, Renderer> = {
  project: projectCard,
  task: taskCard,
  approval: approvalCard,
  gantt: ganttCard,
  progress: progressCard,
}

/** The object's card as it is now; undefined if the object is gone or the card is one that stays as it is. */
export async function renderView(view: string, context: ViewContext, ref: string): Promise<Card | undefined> {
  if (view === 'prompt') return promptStateCard(context, ref.slice('prompt:'.length))
  if (view === 'hours') return hoursCard(context, ref)
  const number = Number(ref.split('-')[1])
  return Number.isSafeInteger(number) ? renderers[view]?.(context, number) : undefined
}
