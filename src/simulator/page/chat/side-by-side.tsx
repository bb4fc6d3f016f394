import type { Desk } from '../state/desk.ts'
import type { Column } from '../state/open-chats.ts'
import { platformName } from '../text/people.ts'
import { ColumnHead } from './column-head.tsx'
import { OpenChat } from './open-chat.tsx'
import { PlatformTabs } from './platform-tabs.tsx'

interface SideBySideProps {
  desk: Desk
  columns: readonly Column[]
  active: Column
  /** Room for all columns; else one is shown at a time. */
  wide: boolean
  onOpen(key: string): void
}

/** One person on several platforms at once. A column that is hidden behind its tab keeps its draft. */
export function SideBySide({ desk, columns, active, wide, onOpen }: SideBySideProps) {
  return (
    <div class={wide ? 'side-by-side' : 'side-by-side tabbed'}>
      {!wide && <PlatformTabs desk={desk} columns={columns} active={active} onOpen={onOpen} />}
      <div class="platform-columns">
        {columns.map((column) => (
          <section
            key={column.platform}
            id={`column-${column.platform}`}
            class="platform-column"
            data-testid={`column-${column.platform}`}
            aria-label={platformName(column.platform)}
            hidden={!wide && column !== active}
          >
            <OpenChat
              desk={desk}
              chat={column.chat}
              head={<ColumnHead desk={desk} column={column} onOpen={onOpen} />}
            />
          </section>
        ))}
      </div>
    </div>
  )
}
