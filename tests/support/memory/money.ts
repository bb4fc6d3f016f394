import type { Transaction } from '../../../src/domain/ports/unit-of-work.ts'
import type { State } from './state.ts'
import { by } from './table.ts'

export function money(state: State): Pick<Transaction, 'budgets' | 'approvals' | 'policy'> {
  return { budgets: budgets(state), approvals: approvals(state), policy: policy(state) }
}

function budgets(state: State): Transaction['budgets'] {
  return {
    of: async (projectId) => state.budgets.get(projectId) ?? { projectId, approved: 0n, held: 0n, used: 0n },
    async save(budget, entry) {
      state.demandProject(budget.projectId)
      state.budgets.put(budget.projectId, budget)
      state.budgetEntries.put(state.next('budget_entry'), entry)
    },
    entries: async (projectId) => state.budgetEntries.where((entry) => entry.projectId === projectId),
  }
}

function approvals(state: State): Transaction['approvals'] {
  return {
    nextId: async () => state.next('approval'),
    byId: async (id) => state.approvals.get(id),
    ofProject: async (projectId) =>
      state.approvals.where((approval) => approval.projectId === projectId).sort(by(({ id }) => id)),
    waitingFor: async (personId) =>
      state.approvals
        .where(
          ({ status, steps }) =>
            status === 'pending' && steps.find(({ decision }) => decision === undefined)?.approverId === personId,
        )
        .sort(by(({ id }) => id)),
    async save(approval) {
      state.demandProject(approval.projectId)
      state.approvals.put(approval.id, approval)
    },
  }
}

function policy(state: State): Transaction['policy'] {
  return {
    async current() {
      const stored = state.policy.get('current')
      if (!stored) throw new Error('no approval policy has been stored yet: a roster must be imported first')
      return stored
    },
    save: async (policy) => state.policy.put('current', policy),
  }
}
