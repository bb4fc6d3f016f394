/** The named colours of Feishu cards; the style sheet defines a tint and an ink for each. */
const HEADER = new Set(
  'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default'.split(' '),
)
const FONT = new Set(
  'blue wathet turquoise green yellow orange red carmine violet purple indigo grey neutral lime'.split(' '),
)

export const headerColor = (name: string) => (HEADER.has(name) ? name : 'default')

/** `blue-500` and the like are shades of a named colour: the page draws the name. */
export function inkColor(name: string): string {
  const base = name.trim().toLowerCase().split('-')[0] ?? ''
  return FONT.has(base) ? base : 'default'
}

const SPACING: Record<string, string> = { small: '4px', medium: '8px', large: '12px', extra_large: '16px' }

/** A spacing word or pixel list of the card schema as CSS; anything else is ignored. */
export function spacing(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (SPACING[value]) return SPACING[value]
  return /^-?\d{1,3}px(?: -?\d{1,3}px){0,3}$/.test(value) ? value : undefined
}
