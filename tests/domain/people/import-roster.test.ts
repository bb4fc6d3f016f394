import { expect, test } from 'vitest'
import { importRoster } from '../../../src/domain/people/import-roster.ts'
import type { Person } from '../../../src/domain/people/person.ts'
import { memoryStore } from '../../support/memory-store.ts'

const NOW = new Date('2026-11-23T10:00:00+08:00')

function person(id: string, ...accounts: string[]): Person {
  return {
    id,
    name: id,
    nicknames: [],
    skills: [],
    role: 'member',
    duties: [],
    accounts: accounts.map((account) => ({ platform: 'feishu', id: account })),
    locale: 'zh-CN',
    active: true,
  }
}

/** Imports one roster after the other; returns who owns each of these accounts then, `-` in front of disabled people. */
async function ownersAfter(accounts: readonly string[], ...rosters: (readonly Person[])[]) {
  const { unitOfWork } = memoryStore(() => NOW)
  const policy = { tiers: [], overAvailable: [] }
  for (const people of rosters) await unitOfWork.run((tx) => importRoster(tx, { people, chats: [], policy }))
  return unitOfWork.run(async (tx) => {
    const owners = await Promise.all(accounts.map((account) => tx.people.byAccount('feishu', account)))
    return owners.map((owner) => owner && `${owner.active ? '' : '-'}${owner.id}`)
  })
}

const both = [person('a', 'x'), person('b', 'y')]

test('two people change their accounts', async () => {
  expect(await ownersAfter(['x', 'y'], both, [person('a', 'y'), person('b', 'x')])).toEqual(['b', 'a'])
})

test('somebody is listed under another id', async () => {
  expect(await ownersAfter(['x'], [person('a', 'x')], [person('new', 'x')])).toEqual(['new'])
})

test('the account of somebody who left goes to a newcomer', async () => {
  expect(await ownersAfter(['x', 'y'], both, [person('b', 'y')], [person('b', 'y'), person('c', 'x')])).toEqual([
    'c',
    'b',
  ])
})

test('whoever is no longer listed is disabled and keeps the account', async () => {
  expect(await ownersAfter(['x', 'y'], both, [person('b', 'y')])).toEqual(['-a', 'b'])
})
