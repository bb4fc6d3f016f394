/** A body as indented JSON where it is JSON, else as it came. */
export function pretty(body: unknown): string {
  if (body === undefined || body === null || body === '') return ''
  if (typeof body !== 'string') return JSON.stringify(body, null, 2)
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
