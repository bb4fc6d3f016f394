/** A roster of many chats, as a file. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const hex = (number: number): string => number.toString(16).padStart(32, '0')

/** Chats `群aa`, `群ab`, … with 李雷 (project manager) and 赵倩 (member) in each. Resolves to the file's path. */
export function rosterWithChats(names: readonly string[]): string {
  const people = [
    { id: 'lilei', name: '李雷', role: 'project_manager', duties: ['approver'] },
    { id: 'zhaoqian', name: '赵倩', role: 'member', duties: [] },
  ]
  const roster = {
    organisation: '清泉饮料',
    people: people.map((person, i) => ({ ...person, accounts: { feishu: `ou_${hex(i + 1)}` } })),
    chats: names.map((name, i) => ({
      platform: 'feishu',
      id: `oc_${hex(i + 1)}`,
      name,
      members: ['lilei', 'zhaoqian'],
    })),
    approvals: [{ approvers: ['lilei'] }],
    over_available: ['lilei'],
  }
  const file = join(mkdtempSync(join(tmpdir(), 'mems-roster-')), 'roster.yaml')
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(roster, null, 1))
  return file
}

/** A name without digits, which would be read as numbers and dates: `aa`, `ab`, … `zz`. */
export function letters(number: number): string {
  const digit = (value: number): string => String.fromCharCode('a'.charCodeAt(0) + value)
  return digit(Math.floor(number / 26)) + digit(number % 26)
}
