import type { Json } from '../../json.ts'
import type { WecomContext } from '../context.ts'

/** A text as people read it, and whom it calls: ids of people, or `all`. */
export interface Plain {
  text: string
  mentions: string[]
}

/** `<@userid>` becomes `@名字` where the platform knows that form; elsewhere it stays as it was written. */
export function withMentions(ctx: WecomContext, source: string): Plain {
  const mentions: string[] = []
  const text = source.replace(/<@([^<>\s]+)>/g, (written, userId: string) => {
    if (userId === 'all' || userId === '@all') mentions.push('all')
    if (mentions.at(-1) === 'all') return '@所有人'
    const person = ctx.directory.byUserId(userId)
    if (!person) return written
    mentions.push(person.id)
    return `@${person.name}`
  })
  return { text, mentions: [...new Set(mentions)] }
}

/** With `enable_id_trans`, `$userName=ID$` and `$departmentName=ID$` become names. */
export function withNames(ctx: WecomContext, body: Json, source: string): string {
  if (body.enable_id_trans !== 1) return source
  return source
    .replace(/\$userName=([^$]+)\$/g, (written, id: string) => ctx.directory.byUserId(id)?.name ?? written)
    .replace(/\$departmentName=1\$/g, ctx.directory.corpName)
}
