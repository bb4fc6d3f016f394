import { can } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { Membership } from '../../../domain/projects/project.ts'
import { helpCard } from '../../views/help-card.ts'
import type { ActionContext } from '../action.ts'
import { type Declared, declare, type Outcome } from '../action.ts'
import { optional } from '../slot.ts'

/** The first page has no more lines than a phone shows at once. */
const FIRST_PAGE = 7

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
    const found = topic && !isMore(topic) ? search(possible, topic) : possible
    const shown = topic ? found : found.slice(0, FIRST_PAGE)
    const more = found.length - shown.length
    return {
      answer: { kind: 'card', card: helpCard(context, shown, more, topic && found.length === 0 ? topic : undefined) },
    }
  },
})

const isMore = (topic: string): boolean => /^(?:更多|全部|more|all)$/i.test(topic)

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
