import { describe, expect, test } from 'vitest'
import {
  type NewRequest,
  type RequestContext,
  requestApproval,
} from '../../../src/domain/approvals/request-approval.ts'
import { yuan } from '../../../src/domain/shared/money.ts'
import { isRefusal, refuse } from '../../../src/domain/shared/refusal.ts'
import { approval, now, policy } from './world.ts'

const context: RequestContext = {
  id: 7,
  project: { id: 101, ownerId: 'li', status: 'planning' },
  budget: { projectId: 101, approved: yuan(500_000), held: yuan(120_000), used: yuan(200_000) },
  policy,
  existing: [],
  now,
}
const unfunded = { projectId: 101, approved: 0n, held: 0n, used: 0n }
const kol: NewRequest = {
  kind: 'spend',
  amount: yuan(80_000),
  purpose: ' KOL投放 ',
  vendor: '星河传媒',
  requestedBy: 'zhou',
}

test('D6: the director decides on 8万', () => {
  expect(requestApproval(kol, context)).toEqual(approval())
})

test('D1: the first budget of 50万 is the director’s and finance’s', () => {
  const first: NewRequest = { kind: 'project_budget', amount: yuan(500_000), purpose: '项目预算', requestedBy: 'li' }
  expect(requestApproval(first, { ...context, id: 1, budget: unfunded })).toEqual({
    id: 1,
    kind: 'project_budget',
    projectId: 101,
    amount: yuan(500_000),
    purpose: '项目预算',
    requestedBy: 'li',
    requestedAt: now,
    status: 'pending',
    steps: [{ approverId: 'wang' }, { approverId: 'qian' }],
  })
})

describe('a budget that exists', () => {
  const more: NewRequest = { kind: 'project_budget', amount: yuan(30_000), purpose: '追加', requestedBy: 'li' }
  test('D7: raising it takes both, however small', () => {
    expect(requestApproval(more, context)).toMatchObject({ steps: [{ approverId: 'wang' }, { approverId: 'qian' }] })
  })
  test('one request at a time', () => {
    const pending = approval({ id: 3, kind: 'project_budget' })
    expect(requestApproval(more, { ...context, existing: [approval({ id: 2 }), pending] })).toEqual(
      refuse('APPROVAL.PENDING', { ref: 'A-3' }),
    )
    const decided = approval({ id: 3, kind: 'project_budget', status: 'rejected' })
    expect(isRefusal(requestApproval(more, { ...context, existing: [decided] }))).toBe(false)
  })
})

test.each<[string, Partial<NewRequest>, Partial<RequestContext>, unknown]>([
  ['D7: over the available', { amount: yuan(210_000) }, {}, { available: yuan(180_000), shortBy: yuan(30_000) }],
  ['D1: before the budget is approved', {}, { budget: unfunded }, { projectRef: 'P-101' }],
  ['nothing', { amount: 0n }, {}, { amount: 0n }],
  ['no purpose', { purpose: '' }, {}, { field: 'purpose' }],
  ['a long purpose', { purpose: '买'.repeat(101) }, {}, { field: 'purpose', max: 100 }],
  ['an empty vendor', { vendor: ' ' }, {}, { field: 'vendor' }],
  [
    'a project that is over',
    {},
    { project: { id: 101, ownerId: 'li', status: 'cancelled' } },
    { ref: 'P-101', status: 'cancelled' },
  ],
  ['nobody to decide', {}, { policy: { tiers: [], overAvailable: [] } }, { amount: yuan(80_000) }],
])('%s', (_name, change, other, params) => {
  expect(requestApproval({ ...kol, ...change }, { ...context, ...other })).toMatchObject({ refused: true, params })
})
