import { addDays, type LocalDate } from '../../../domain/shared/local-date.ts'
import { onAxis, type Scale, type Span } from './scale.ts'

export interface RestRun extends Span {
  /** Of a holiday; weekends have none. */
  name?: string
}

/** Narrower days would turn weekends into stripes; then only holidays are shaded. */
const MIN_DAY_WIDTH = 4

function extendsRun(run: RestRun | undefined, date: LocalDate, name: string | undefined): run is RestRun {
  return run !== undefined && addDays(run.end, 1) === date && run.name === name
}

/** Rest days on the axis as runs of neighbours of the same name, in order. */
export function restRuns(scale: Scale, restDays: readonly { date: LocalDate; name?: string }[]): RestRun[] {
  const shown = restDays.filter(
    ({ date, name }) => onAxis(scale, date) && (scale.day >= MIN_DAY_WIDTH || name !== undefined),
  )
  const runs: RestRun[] = []
  for (const { date, name } of shown.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = runs.at(-1)
    if (last?.end === date) continue
    if (extendsRun(last, date, name)) last.end = date
    else runs.push({ start: date, end: date, ...(name === undefined ? {} : { name }) })
  }
  return runs
}
