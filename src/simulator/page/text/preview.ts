import type { Message } from '../api/types.ts'

/** One line that stands for a message in the chat list and in reply quotes. */
export function previewOf(message: Message): string {
  if (message.kind === 'image') return '[图片]'
  if (message.kind === 'file') return `[文件] ${message.text}`.trim()
  const words = message.kind === 'card' && message.title ? message.title : message.text
  const line = words.replace(/\s+/g, ' ').trim()
  return message.kind === 'card' ? `[卡片] ${line}` : line
}
