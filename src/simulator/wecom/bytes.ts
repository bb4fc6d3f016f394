/** Length of the text in bytes of UTF-8, which the platform's limits count. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** The longest beginning that fits into so many bytes, whole characters only. */
export function cutBytes(text: string, limit: number): string {
  if (byteLength(text) <= limit) return text
  const bytes = Buffer.from(text, 'utf8').subarray(0, limit)
  const whole = new TextDecoder('utf-8').decode(bytes, { stream: true })
  return whole
}
