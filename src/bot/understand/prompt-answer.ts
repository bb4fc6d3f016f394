/** Short words that answer a question of the bot. */
export type PromptAnswer =
  | { kind: 'confirm' }
  | { kind: 'cancel' }
  | { kind: 'edit' }
  | { kind: 'choose'; number: number }
  | { kind: 'submit'; form: Record<string, string> }

const CONFIRM = new Set(['确认', '确定', '创建', 'confirm'])
const CANCEL = new Set(['取消', 'cancel'])
/** People say these to each other all the time: they answer the bot only where they are said to it. */
const YES = new Set(['好', '好的', '是', '可以', 'ok', 'yes'])
const NO = new Set(['算了', '不用', '不用了', '不要了', '否', 'no'])

/** Undefined for everything that is not exactly such a word. `toBot`: the bot was mentioned, or its card replied to. */
export function promptAnswer(line: string, toBot: boolean): PromptAnswer | undefined {
  const word = line.replace(/[。.!!\s]+$/, '').toLowerCase()
  if (CONFIRM.has(word) || (toBot && YES.has(word))) return { kind: 'confirm' }
  if (CANCEL.has(word) || (toBot && NO.has(word))) return { kind: 'cancel' }
  return /^[1-9]$/.test(word) ? { kind: 'choose', number: Number(word) } : undefined
}
