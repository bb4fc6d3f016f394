import type { Inline } from './nodes.ts'

/** What people read of a line, without its marks. */
export function wordsOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text' || node.kind === 'code') return node.text
      if (node.kind === 'break') return '\n'
      return 'children' in node ? wordsOf(node.children) : ''
    })
    .join('')
}
