import type { Approver, PolicyTier } from '../../domain/approvals/policy.ts'
import { can } from '../../domain/people/permissions.ts'
import type { Fen } from '../../domain/shared/money.ts'
import { parseAmount } from './amount.ts'
import { type Directory, type Entry, PROJECT_MANAGER_WORDS } from './directory.ts'
import { fieldsOf, listOf, textOf } from './fields.ts'
import { type Report, sentences } from './problems.ts'
import type { Value } from './tree.ts'

interface Context {
  directory: Directory
  report: Report
}

const KEYS = { required: ['approvers'], optional: ['up_to'] } as const

/** Whoever is named must hold the right in every project; without this check an approval could wait for ever. */
const canDecide = ({ person, sound }: Entry): boolean => !sound || can({ person }, 'budget.decide') === 'yes'

/** People by name or id, and 项目经理 for the owner of the project at hand. */
export function readApprovers(value: Value | undefined, what: string, { directory, report }: Context): Approver[] {
  return directory.namesIn(value, what).flatMap((name): Approver[] => {
    if (PROJECT_MANAGER_WORDS.has(name.text)) return ['project_manager']
    const entry = directory.find(name)
    if (!entry) return []
    if (!canDecide(entry)) report(name.at, sentences.cannotDecide(name.text))
    return [{ personId: entry.person.id }]
  })
}

function readCeiling(value: Value | undefined, report: Report): Fen | undefined {
  const text = textOf(value, 'up_to', report)
  if (!text) return undefined
  const amount = parseAmount(text.text)
  if (amount === undefined) report(text.at, sentences.badAmount(text.text))
  return amount
}

/** Tiers in the order in which they are written; reports what is not ascending or not closed at the end. */
export function readTiers(value: Value | undefined, context: Context): PolicyTier[] {
  const { report } = context
  if (value?.kind === 'list' && value.items.length === 0) report(value.at, sentences.emptyList('approvals'))
  let highest = 0n
  const items = listOf(value, 'approvals', report)
  return items.flatMap((item, index) => {
    const fields = fieldsOf(item, 'approvals', KEYS, report)
    if (!fields) return []
    const last = index === items.length - 1
    if (last && fields.up_to) report(fields.up_to.at, sentences.ceilingAtEnd())
    if (!last && !fields.up_to) report(fields.at, sentences.ceilingMissing())
    const upTo = readCeiling(fields.up_to, report)
    if (upTo !== undefined && upTo <= highest) report(fields.up_to?.at ?? fields.at, sentences.notAscending())
    highest = upTo ?? highest
    return [{ ...(upTo !== undefined && { upTo }), approvers: readApprovers(fields.approvers, 'approvers', context) }]
  })
}
