/** The people and groups of the load test, as a roster file for both processes, and the app's credentials. */

const GROUPS = 24
const PRIVATE = 8
const pad = (n: number): string => String(n).padStart(2, '0')
const hex = (prefix: string, n: number): string => `${prefix}${n.toString(16).padStart(32, '0')}`

/** A place where commands are given: a group with its project manager, or a manager's private chat with the bot. */
export interface Place {
  kind: 'group' | 'private'
  /** `oc_…` of the group; a private chat's is known to the simulator only. */
  groupId?: string
  speakerId: string
  openId: string
  project: string
}

export const PLACES: readonly Place[] = Array.from({ length: GROUPS + PRIVATE }, (_, i) => ({
  kind: i < GROUPS ? 'group' : 'private',
  ...(i < GROUPS && { groupId: hex('oc_', i + 1) }),
  speakerId: `m${pad(i)}`,
  openId: hex('ou_', i + 1),
  project: `压测项目${pad(i)}`,
}))

export const CREDENTIALS = {
  MEMS_FEISHU_APP_ID: 'cli_00000000000000be',
  MEMS_FEISHU_APP_SECRET: 'bench-app-secret',
  MEMS_FEISHU_ENCRYPT_KEY: 'bench-encrypt-key',
  MEMS_FEISHU_VERIFICATION_TOKEN: 'bench-verification-token',
}

export function rosterText(): string {
  const people = PLACES.map(
    ({ speakerId, openId }, i) =>
      `  - { id: ${speakerId}, name: 经理${pad(i)}, role: project_manager, duties: [approver], accounts: { feishu: ${openId} } }`,
  )
  const chats = PLACES.flatMap(({ groupId, speakerId }, i) =>
    groupId === undefined
      ? []
      : [`  - { platform: feishu, id: ${groupId}, name: 压测群${pad(i)}, members: [${speakerId}] }`],
  )
  const approver = `[${PLACES[0]?.speakerId}]`
  const policy = ['approvals:', `  - approvers: ${approver}`, `over_available: ${approver}`]
  return ['organisation: 压测', 'people:', ...people, 'chats:', ...chats, ...policy, ''].join('\n')
}
