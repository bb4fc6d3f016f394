/** A choice named by what stands on it, instead of by its number: `修改`, `韩梅`, `T-3`. */
import type { Prompt } from '../../domain/conversations/conversation.ts'

/**
 * The number of the one choice that the line names; undefined if it names none or several, and for forms, whose options
 * are fields. Of `韩梅(文案)` the name is enough, of `T-3 海报` the number or the title.
 */
export function saidLabel(prompt: Prompt | undefined, line: string): number | undefined {
  if (!prompt || prompt.kind === 'form') return undefined
  const said = line.replace(/[。.!!\s]{1,10}$/, '').toLowerCase()
  const named = prompt.options.flatMap(({ label }, index) => (namesOf(label).includes(said) ? [index + 1] : []))
  return named.length === 1 ? named[0] : undefined
}

function namesOf(label: string): readonly string[] {
  const whole = label.toLowerCase()
  const plain = whole.includes('(') && whole.endsWith(')') ? whole.slice(0, whole.lastIndexOf('(')).trim() : whole
  const [, ref, title] = /^([tpa]-\d{1,9}) (.+)$/.exec(plain) ?? []
  return ref && title ? [whole, plain, ref, title] : [whole, plain]
}
