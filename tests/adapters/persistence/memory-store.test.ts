import { type Harness, NOW, unitOfWorkContract } from '../../contracts/unit-of-work.ts'
import { State } from '../../support/memory/state.ts'
import { memoryStore } from '../../support/memory-store.ts'

async function makeHarness(): Promise<Harness> {
  const state = new State()
  const store = memoryStore(() => NOW, state)
  return {
    store,
    async tamper(seq) {
      const entry = state.audit.get(seq)
      if (entry) state.audit.put(seq, { ...entry, event: 'nothing.happened' })
      return store
    },
    dispose: () => store.close(),
  }
}

unitOfWorkContract('memory', makeHarness)
