import type { Directory } from '../directory.ts'

/** What a reader sees of a text, and whom it mentions (ids of people; 'bot' for the bot, 'all' for everybody). */
export interface Plain {
  text: string
  mentions: string[]
}

const AT = /<at\s+(?:user_id|id|ids|email)=["']?([^"'\s>]*)["']?\s*>(?:[^<]*<\/at>)?/g
const ESCAPED = /\\([\\`*_~[\]()#+\-.!<>|{}&])/g
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g

/** Mentions of a text message: `<at user_id="…">Name</at>` becomes @Name. Nothing else is markup there. */
export function plainMentions(directory: Directory, source: string): Plain {
  const mentions: string[] = []
  const text = source.replace(AT, (_whole, id: string) => {
    const { key, name } = nameOf(directory, id)
    mentions.push(key)
    return `@${name}`
  })
  return { text, mentions }
}

/** Card markdown as text: mentions by name, markup removed, entities and escapes resolved. */
export function plainMarkdown(directory: Directory, source: string): Plain {
  const guarded = source.replace(ESCAPED, (_whole, character: string) => `&#${character.charCodeAt(0)};`)
  const { text, mentions } = plainMentions(directory, guarded)
  return { text: decodeEntities(stripMarkup(text)).trim(), mentions }
}

/** The name behind an open_id, as the client shows it. */
export function nameOf(directory: Directory, openId: string): { key: string; name: string } {
  if (openId === 'all') return { key: 'all', name: '所有人' }
  if (openId === directory.bot.openId) return { key: 'bot', name: directory.bot.name }
  const person = directory.personByOpenId(openId)
  return person ? { key: person.id, name: person.name } : { key: openId, name: openId }
}

function stripMarkup(text: string): string {
  return text
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/?(?:font|text_tag|link|number_tag|local_datetime|a|b|i|u|s|del|em|strong)\b[^>]*>/g, '')
    .replace(/!\[([^\]\n]*)\]\([^)\n]*\)/g, '')
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/^>\s?/gm, '')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/(^|[^*])\*([^*\s][^*\n]*)\*(?!\*)/g, '$1$2')
    .replace(/~~([^~\n]+)~~/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^```\w*$/gm, '')
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
