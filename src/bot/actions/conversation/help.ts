import { can } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { Membership } from '../../../domain/projects/project.ts'
import { helpCard } from '../../views/help-card.ts'
import type { ActionContext } from '../action.ts'
import { type Declared, declare, type Outcome } from '../action.ts'
import { optional } from '../slot.ts'

/** A page has no more lines than a phone shows at once. */
const PAGE = 7

export const helpAction = declare({
  name: 'help',
  area: 'conversation',
  words: { zh: ['帮助', '怎么用', '使用说明', '菜单'], en: ['help'] },
  examples: { zh: ['帮助', '帮助 工时', '帮助 更多'], en: ['help', 'help hours', 'help more'] },
  slots: { topic: optional('text', { label: 'topic', rest: true }) },
  scope: 'optional_project',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run: async (context, { topic }): Promise<Outcome> => {
    const possible = context.actions.filter((action) => possibleHere(context, action))
    const page = pageOf(topic)
    const found = page === undefined && topic ? search(possible, topic) : possible
    const start = ((page ?? 1) - 1) * PAGE
    const shown = found.slice(start, start + PAGE)
    const more = found.length - start - shown.length
    const next =
      more > 0 && (page !== undefined || !topic)
        ? { count: more, topic: `${context.speech.t.moreTopic} ${(page ?? 1) + 1}` }
        : undefined
    return { answer: { kind: 'card', card: helpCard(context, shown, next, shown.length === 0 ? topic : undefined) } }
  },
})

/** `更多` is the second page, `更多 3` the third. */
function pageOf(topic: string | undefined): number | undefined {
  const [, page] = /^(?:更多|全部|more|all)\s*(\d{0,2})$/i.exec(topic ?? '') ?? []
  return page === undefined ? undefined : Math.max(1, Number(page || 2))
}

/** What this person can do here and now, or in any project where none is at hand: by the matrix that decides later. */
function possibleHere({ person, role }: ActionContext, action: Declared): boolean {
  const projectRole = role ?? USUAL_ROLE[person.role]
  return action.words.zh.length > 0 && can({ person, projectRole }, action.offeredWith ?? action.permission) !== 'no'
}

const USUAL_ROLE: Record<Person['role'], Membership['role'] | undefined> = {
  project_manager: 'manager',
  member: 'member',
  vendor: 'vendor',
  observer: 'observer',
  admin: undefined,
}

function search(actions: readonly Declared[], topic: string): readonly Declared[] {
  const wanted = topic.toLowerCase()
  return actions.filter((action) =>
    [...action.words.zh, ...action.words.en, ...action.examples.zh, ...action.examples.en].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  )
}
