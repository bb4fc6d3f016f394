export const BOT_NAME = '营销助手'

const COLORS = ['#3370ff', '#00b578', '#ff8f1f', '#7f3bf5', '#e2479a', '#0fa8a8', '#c05c1d', '#5b6dcd']

/** One or two characters that stand for a person: the given name of a Chinese name, else the first letters. */
export function initials(name: string): string {
  const letters = [...name.trim()]
  if (/\p{Script=Han}/u.test(letters[0] ?? '')) return letters.slice(-2).join('')
  return letters.slice(0, 2).join('').toUpperCase()
}

/** A group goes by the beginning of its name. */
export const groupInitials = (name: string) => [...name.trim()].slice(0, 2).join('')

/** The same colour for the same name, everywhere and every time. */
export function colorOf(name: string): string {
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return COLORS[hash % COLORS.length] ?? '#3370ff'
}

const PLATFORMS: Record<string, string> = { feishu: '飞书', dingtalk: '钉钉', wecom: '企业微信' }

export const platformName = (platform: string) => PLATFORMS[platform] ?? platform
