/** The address when it is an absolute http(s) link, else undefined: `javascript:` and the like are never followed. */
export function safeUrl(address: string): string | undefined {
  const trimmed = address.trim()
  return /^https?:\/\/[^\s]+$/i.test(trimmed) ? trimmed : undefined
}
