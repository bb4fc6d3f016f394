/** Names of the mentioned in what somebody typed: `@名字`, the longest name wins. */
export function mentionedNames(text: string, names: readonly string[]): string[] {
  const byLength = names.filter((name) => name !== '').sort((left, right) => right.length - left.length)
  if (byLength.length === 0) return []
  const pattern = new RegExp(`@(${byLength.map(escaped).join('|')})`, 'g')
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))]
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
