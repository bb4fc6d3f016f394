/** Short words that answer a question of the bot. */
export type PromptAnswer =
  | { kind: 'confirm' }
  | { kind: 'cancel' }
  | { kind: 'edit' }
  | { kind: 'choose'; number: number }
  | { kind: 'submit'; form: Record<string, string> }

const CONFIRM = new Set(['确认', '确定', '创建', '好', '好的', '是', '可以', 'ok', 'yes', 'confirm'])
const CANCEL = new Set(['取消', '算了', '不用', '不用了', '不要了', '否', 'cancel', 'no'])

/** Undefined for everything that is not exactly such a word. */
export function promptAnswer(line: string): PromptAnswer | undefined {
  const word = line.replace(/[。.!!\s]+$/, '').toLowerCase()
  if (CONFIRM.has(word)) return { kind: 'confirm' }
  if (CANCEL.has(word)) return { kind: 'cancel' }
  return /^[1-9]$/.test(word) ? { kind: 'choose', number: Number(word) } : undefined
}
