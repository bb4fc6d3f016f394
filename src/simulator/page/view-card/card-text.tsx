import type { Message } from '../api/types.ts'
import { Words } from '../chat/words.tsx'
import { type Block, blocksOf } from './blocks.ts'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

function Fields({ block }: { block: Of<'fields'> }) {
  return (
    <dl class="view-fields">
      {block.fields.map(({ label, value }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd class="plain-text">
            <Words text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Row({ cells, head }: { cells: readonly string[]; head: boolean }) {
  const Cell = head ? 'th' : 'td'
  return (
    <tr>
      {cells.map((cell, index) => (
        <Cell key={index}>
          <Words text={cell} />
        </Cell>
      ))}
    </tr>
  )
}

function Table({ block }: { block: Of<'table'> }) {
  return (
    <div class="table-scroll">
      <table class="card-table">
        <tbody>
          {block.rows.map((cells, index) => (
            <Row key={index} cells={cells} head={index === 0} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BlockNode({ block }: { block: Block }) {
  switch (block.kind) {
    case 'fields':
      return <Fields block={block} />
    case 'table':
      return <Table block={block} />
    case 'words':
      return (
        <p class="plain-text">
          <Words text={block.text} />
        </p>
      )
  }
}

/** The words of a card: lines, pairs and tables in their order. */
export function CardText({ message }: { message: Message }) {
  return (
    <>
      {blocksOf(message).map((block, index) => (
        <BlockNode key={index} block={block} />
      ))}
    </>
  )
}
