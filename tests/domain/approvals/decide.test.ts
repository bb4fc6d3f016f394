import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Approval, ApprovalStatus } from '../../../src/domain/approvals/approval.ts'
import { currentApproverId, type Decision, decide, withdraw } from '../../../src/domain/approvals/decide.ts'
import { isRefusal, type Refusal, refuse } from '../../../src/domain/shared/refusal.ts'
import { approval, now } from './world.ts'

const later = new Date('2026-11-23T02:10:00Z')
const yes = (personId: string): Decision => ({ personId, decision: 'approved' })
const no = (personId: string, reason?: string): Decision => ({
  personId,
  decision: 'rejected',
  ...(reason === undefined ? {} : { reason }),
})
const both = approval({ id: 8, requestedBy: 'li', steps: [{ approverId: 'wang' }, { approverId: 'qian' }] })

function ok(result: Approval | Refusal): Approval {
  if (isRefusal(result)) throw new Error(result.code)
  return result
}

describe('D6', () => {
  test('somebody else’s click says whose turn it is', () => {
    expect(decide(approval(), yes('li'), now)).toEqual(
      refuse('APPROVAL.NOT_YOUR_TURN', { ref: 'A-7', approverId: 'wang' }),
    )
  })
  const approved = ok(decide(approval(), yes('wang'), now))
  test('the director agrees', () => {
    expect(approved).toEqual(
      approval({ status: 'approved', steps: [{ approverId: 'wang', decision: 'approved', at: now }] }),
    )
    expect(currentApproverId(approved)).toBeUndefined()
  })
  test.each(['qian', 'wang', 'zhou'])('%s, who clicks later, is told who decided and when', (personId) => {
    expect(decide(approved, yes(personId), later)).toEqual(
      refuse('APPROVAL.ALREADY_DECIDED', { ref: 'A-7', status: 'approved', byId: 'wang', at: now }),
    )
  })
})

describe('D7: two in turn', () => {
  const first = ok(decide(both, yes('wang'), now))
  test('after the first it is the second’s turn', () => {
    expect([first.status, currentApproverId(both), currentApproverId(first)]).toEqual(['pending', 'wang', 'qian'])
  })
  test('nobody votes out of turn or twice', () => {
    const turnOf = (approverId: string) => refuse('APPROVAL.NOT_YOUR_TURN', { ref: 'A-8', approverId })
    expect(decide(both, yes('qian'), now)).toEqual(turnOf('wang'))
    expect(decide(first, yes('wang'), later)).toEqual(
      refuse('APPROVAL.VOTED', { ref: 'A-8', at: now, approverId: 'qian' }),
    )
  })
  test('the second rejects, with a reason', () => {
    expect(decide(first, no('qian', '  四季度总额已满 '), later)).toEqual({
      ...both,
      status: 'rejected',
      steps: [
        { approverId: 'wang', decision: 'approved', at: now },
        { approverId: 'qian', decision: 'rejected', reason: '四季度总额已满', at: later },
      ],
    })
  })
  test('once both agreed, the second is named', () => {
    expect(decide(ok(decide(first, yes('qian'), later)), no('wang', '反悔'), later)).toEqual(
      refuse('APPROVAL.ALREADY_DECIDED', { ref: 'A-8', status: 'approved', byId: 'qian', at: later }),
    )
  })
  test('the first rejection ends it', () => {
    const rejected = ok(decide(both, no('wang', '太多'), now))
    expect(rejected.status).toBe('rejected')
    expect(decide(rejected, yes('qian'), later)).toEqual(
      refuse('APPROVAL.ALREADY_DECIDED', { ref: 'A-8', status: 'rejected', byId: 'wang', at: now }),
    )
  })
})

describe('refusals', () => {
  const withdrawn = approval({ status: 'withdrawn' })
  test.each<[string, unknown, Refusal]>([
    ['the own request', decide(both, yes('li'), now), refuse('APPROVAL.OWN_REQUEST', { ref: 'A-8' })],
    [
      'the own request, even if one is named in it',
      decide(approval({ requestedBy: 'wang' }), yes('wang'), now),
      refuse('APPROVAL.OWN_REQUEST', { ref: 'A-7' }),
    ],
    ['no reason', decide(both, no('wang'), now), refuse('APPROVAL.REASON_REQUIRED', { ref: 'A-8' })],
    ['an empty reason', decide(both, no('wang', ' \n'), now), refuse('APPROVAL.REASON_REQUIRED', { ref: 'A-8' })],
    [
      'a long reason',
      decide(both, no('wang', '不'.repeat(201)), now),
      refuse('TEXT.TOO_LONG', { field: 'reason', max: 200 }),
    ],
    [
      'a withdrawn request',
      decide(withdrawn, yes('wang'), now),
      refuse('APPROVAL.WITHDRAWN', { ref: 'A-7', requesterId: 'zhou' }),
    ],
    [
      'withdrawing twice',
      withdraw(withdrawn, 'zhou'),
      refuse('APPROVAL.WITHDRAWN', { ref: 'A-7', requesterId: 'zhou' }),
    ],
    [
      'withdrawing for others',
      withdraw(approval(), 'wang'),
      refuse('APPROVAL.NOT_REQUESTER', { ref: 'A-7', requesterId: 'zhou' }),
    ],
    [
      'withdrawing what is decided',
      withdraw(ok(decide(approval(), yes('wang'), now)), 'zhou'),
      refuse('APPROVAL.ALREADY_DECIDED', { ref: 'A-7', status: 'approved', byId: 'wang', at: now }),
    ],
  ])('%s', (_name, result, refusal) => {
    expect(result).toEqual(refusal)
  })
})

test('an approval may carry a reason, and an empty one is none', () => {
  expect(ok(decide(approval(), { ...yes('wang'), reason: '可以' }, now)).steps[0]?.reason).toBe('可以')
  expect(ok(decide(approval(), { ...yes('wang'), reason: ' ' }, now)).steps[0]).not.toHaveProperty('reason')
})

test('the requester withdraws, also between two votes', () => {
  const first = ok(decide(both, yes('wang'), now))
  expect(withdraw(first, 'li')).toEqual({ ...first, status: 'withdrawn' })
})

test.each(['approved', 'rejected'] as ApprovalStatus[])('%s without a decision is broken data', (status) => {
  expect(() => decide(approval({ status }), yes('wang'), now)).toThrow('A-7')
})

test('however people click, every step is decided at most once, in order, and by its approver', () => {
  const people = ['li', 'wang', 'qian', 'zhou', 'sun']
  const votes = fc.array(
    fc.record({
      personId: fc.constantFrom(...people),
      decision: fc.constantFrom('approved' as const, 'rejected' as const),
      reason: fc.constantFrom('', '因为'),
    }),
    { maxLength: 20 },
  )
  const approvers = fc.uniqueArray(fc.constantFrom('wang', 'qian', 'zhou', 'sun'), { minLength: 1 })
  fc.assert(
    fc.property(approvers, votes, (ids, list) => {
      let current = approval({ requestedBy: 'li', steps: ids.map((approverId) => ({ approverId })) })
      for (const vote of list) {
        const turn = currentApproverId(current)
        const before = current.steps.filter((step) => step.decision !== undefined)
        const result = decide(current, vote, now)
        if (isRefusal(result)) continue
        expect(vote.personId).toBe(turn)
        const after = result.steps.filter((step) => step.decision !== undefined)
        expect(after.length).toBe(before.length + 1)
        expect(result.steps.slice(0, before.length)).toEqual(before)
        expect(result.steps.map(({ approverId }) => approverId)).toEqual(ids)
        current = result
      }
      const decisions = current.steps.map(({ decision }) => decision)
      expect(current.status === 'approved').toBe(decisions.every((one) => one === 'approved'))
      expect(current.status === 'rejected').toBe(decisions.includes('rejected'))
    }),
  )
})
