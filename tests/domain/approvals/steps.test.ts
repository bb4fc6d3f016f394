import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApprovalPolicy, Approver } from '../../../src/domain/approvals/policy.ts'
import { type StepsInput, stepsFor } from '../../../src/domain/approvals/steps.ts'
import { yuan } from '../../../src/domain/shared/money.ts'
import { isRefusal, refuse } from '../../../src/domain/shared/refusal.ts'
import { policy } from './world.ts'

describe('the policy of 清泉饮料', () => {
  test.each<[number, string, boolean, string[]]>([
    // ≤1万 项目经理
    [1, 'zhou', false, ['li']],
    [10_000, 'zhou', false, ['li']],
    // 不得自批
    [10_000, 'li', false, ['wang']],
    // 1–20万 总监
    [10_001, 'zhou', false, ['wang']],
    [200_000, 'li', false, ['wang']],
    // >20万 总监→财务
    [200_001, 'li', false, ['wang', 'qian']],
    [500_000, 'li', false, ['wang', 'qian']],
    // Their own requests go up, and at the top to the other one.
    [50_000, 'wang', false, ['qian']],
    [300_000, 'wang', false, ['qian']],
    [300_000, 'qian', false, ['wang']],
    [5_000, 'qian', false, ['li']],
    // 超可用 总监→财务, whatever the amount
    [1, 'zhou', true, ['wang', 'qian']],
    [1, 'qian', true, ['wang']],
  ])('¥%i by %s, over: %s → %j', (amount, requesterId, overAvailable, ids) => {
    expect(stepsFor(policy, { amount: yuan(amount), requesterId, projectOwnerId: 'li', overAvailable })).toEqual(ids)
  })
})

const input: StepsInput = { amount: 100n, requesterId: 'li', projectOwnerId: 'li', overAvailable: false }
const one = (personId: string): Approver => ({ personId })
const nobody = refuse('APPROVAL.NO_APPROVER', { amount: 100n })

test.each<[string, ApprovalPolicy, boolean, unknown]>([
  ['no tier', { tiers: [], overAvailable: [] }, false, nobody],
  ['only the requester', { tiers: [{ approvers: ['project_manager', one('li')] }], overAvailable: [] }, false, nobody],
  ['nobody for amounts over', { tiers: [{ approvers: [one('wang')] }], overAvailable: [] }, true, nobody],
  ['no tier high enough', { tiers: [{ upTo: 99n, approvers: [one('wang')] }], overAvailable: [] }, false, nobody],
  [
    'an empty tier goes up',
    { tiers: [{ upTo: 100n, approvers: [] }, { approvers: [one('wang')] }], overAvailable: [] },
    false,
    ['wang'],
  ],
  [
    'the same person twice counts once',
    { tiers: [{ approvers: [one('wang'), one('qian'), one('wang')] }], overAvailable: [] },
    false,
    ['wang', 'qian'],
  ],
])('%s', (_name, some, overAvailable, result) => {
  expect(stepsFor(some, { ...input, overAvailable })).toEqual(result)
})

const ids = fc.constantFrom('a', 'b', 'c', 'd')
const approvers = fc.array(fc.oneof(fc.constant('project_manager' as const), ids.map(one)), { maxLength: 4 })
const policies = fc
  .record({
    tiers: fc.array(fc.record({ upTo: fc.bigInt({ min: 1n, max: 50n }), approvers }), { maxLength: 3 }),
    top: approvers,
    overAvailable: approvers,
  })
  .map(({ tiers, top, overAvailable }): ApprovalPolicy => {
    const ascending = tiers.toSorted((a, b) => Number(a.upTo - b.upTo))
    return { tiers: [...ascending, { approvers: top }], overAvailable }
  })
const inputs = fc.record<StepsInput>({
  amount: fc.bigInt({ min: 1n, max: 60n }),
  requesterId: ids,
  projectOwnerId: ids,
  overAvailable: fc.boolean(),
})

describe('laws', () => {
  const named = (list: readonly Approver[], ownerId: string) =>
    list.map((approver) => (approver === 'project_manager' ? ownerId : approver.personId))

  test('somebody decides, nobody twice, never the requester, and only whom the policy names', () => {
    fc.assert(
      fc.property(policies, inputs, (some, asked) => {
        const result = stepsFor(some, asked)
        if (isRefusal(result)) return
        const all = [...some.tiers.flatMap((tier) => tier.approvers), ...some.overAvailable]
        expect(result.length).toBeGreaterThan(0)
        expect(new Set(result).size).toBe(result.length)
        expect(result).not.toContain(asked.requesterId)
        expect(named(all, asked.projectOwnerId)).toEqual(expect.arrayContaining([...result]))
      }),
    )
  })

  test('a tier without the requester decides by itself, in its order', () => {
    fc.assert(
      fc.property(policies, inputs, (some, asked) => {
        const tier = asked.overAvailable
          ? some.overAvailable
          : (some.tiers.find(({ upTo }) => upTo === undefined || asked.amount <= upTo)?.approvers ?? [])
        const wanted = [...new Set(named(tier, asked.projectOwnerId))]
        fc.pre(wanted.length > 0 && !wanted.includes(asked.requesterId))
        expect(stepsFor(some, asked)).toEqual(wanted)
      }),
    )
  })

  test('it is refused only if nobody but the requester could decide at the top', () => {
    fc.assert(
      fc.property(policies, inputs, (some, asked) => {
        if (!isRefusal(stepsFor(some, asked))) return
        const top = asked.overAvailable ? some.overAvailable : (some.tiers.at(-1)?.approvers ?? [])
        expect(named(top, asked.projectOwnerId).filter((id) => id !== asked.requesterId)).toEqual([])
      }),
    )
  })
})
