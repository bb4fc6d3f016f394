import type { Chat, Directory } from '../directory.ts'
import type { AtRequest } from '../shown.ts'

/** A text with its mentions by name, and the ids of those mentioned (`all` for everybody). */
export interface Called {
  text: string
  mentions: string[]
}

/**
 * Who is called by a message: members of the chat whose `@<userid>` stands in the text *and* whose id is listed. Either
 * alone calls nobody; a userid that is not listed stays as it is.
 */
export function call(directory: Directory, chat: Chat, text: string, at: AtRequest): Called {
  const listed = directory.membersOf(chat).filter(({ staffId, external }) => !external && at.userIds.includes(staffId))
  const mentions: string[] = []
  let named = text
  // Longer ids first: `u1` must not eat the beginning of `u12`.
  for (const person of listed.sort((left, right) => right.staffId.length - left.staffId.length)) {
    if (!named.includes(`@${person.staffId}`)) continue
    named = named.replaceAll(`@${person.staffId}`, `@${person.name}`)
    mentions.push(person.id)
  }
  return { text: named, mentions: at.all ? [...mentions, 'all'] : mentions }
}
