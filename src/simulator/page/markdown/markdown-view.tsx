import { useMemo } from 'preact/hooks'
import { parseMarkdown } from './blocks.ts'
import { Inlines } from './inline-view.tsx'
import type { Block, Inline } from './nodes.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

function List({ block }: { block: Of<'list'> }) {
  const items = block.items.map((item, index) => (
    <li key={index}>
      <Inlines nodes={item.children} />
      <Blocks blocks={item.sub} />
    </li>
  ))
  return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
}

function Row({ cells, head = false }: { cells: readonly Inline[][]; head?: boolean }) {
  const Cell = head ? 'th' : 'td'
  return (
    <tr>
      {cells.map((cell, index) => (
        <Cell key={index}>
          <Inlines nodes={cell} />
        </Cell>
      ))}
    </tr>
  )
}

function Table({ block }: { block: Of<'table'> }) {
  return (
    <div class="table-scroll">
      <table class="card-table">
        <thead>
          <Row cells={block.head} head />
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <Row key={index} cells={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BlockNode({ block }: { block: Block }) {
  switch (block.kind) {
    case 'rule':
      return <hr />
    case 'code':
      return <pre class="code-block">{block.text}</pre>
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      )
    case 'list':
      return <List block={block} />
    case 'table':
      return <Table block={block} />
    case 'heading':
      return (
        <p class={`md-heading md-h${block.level}`}>
          <Inlines nodes={block.children} />
        </p>
      )
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.children} />
        </p>
      )
  }
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockNode key={index} block={block} />
      ))}
    </>
  )
}

/** Feishu markdown, drawn from parsed nodes: user-supplied words can never become elements. */
export function Markdown({ source }: { source: string }) {
  const blocks = useMemo(() => parseMarkdown(source), [source])
  return (
    <div class="markdown">
      <Blocks blocks={blocks} />
    </div>
  )
}
