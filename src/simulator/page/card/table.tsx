import { useState } from 'preact/hooks'
import { type Json, listAt, numberAt, stringAt } from './json.ts'
import { TableCell } from './table-cell.tsx'

const ALIGN = new Set(['left', 'center', 'right'])

function alignOf(column: Json): string {
  const stated = stringAt(column, 'horizontal_align')
  if (ALIGN.has(stated)) return stated
  return stringAt(column, 'data_type') === 'number' ? 'right' : 'left'
}

interface PagerProps {
  page: number
  pages: number
  onPage(page: number): void
}

function Pager({ page, pages, onPage }: PagerProps) {
  return (
    <div class="pager">
      <button type="button" class="button button-small" disabled={page === 0} onClick={() => onPage(page - 1)}>
        上一页
      </button>
      <span>
        {page + 1} / {pages}
      </span>
      <button type="button" class="button button-small" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
        下一页
      </button>
    </div>
  )
}

/** A data table with pages, 5 rows each unless the card says otherwise (1–10). */
export function CardTable({ element }: { element: Json }) {
  const [page, setPage] = useState(0)
  const columns = listAt(element, 'columns')
  const rows = listAt(element, 'rows')
  const size = Math.min(Math.max(numberAt(element, 'page_size') ?? 5, 1), 10)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const shown = Math.min(page, pages - 1)
  return (
    <div>
      <div class="table-scroll">
        <table class="card-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={stringAt(column, 'name')} class={`align-${alignOf(column)}`}>
                  {stringAt(column, 'display_name') || stringAt(column, 'name')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(shown * size, (shown + 1) * size).map((row, index) => (
              <tr key={shown * size + index}>
                {columns.map((column) => (
                  <td key={stringAt(column, 'name')} class={`align-${alignOf(column)}`}>
                    <TableCell column={column} value={row[stringAt(column, 'name')]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && <Pager page={shown} pages={pages} onPage={setPage} />}
    </div>
  )
}
