import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { WorkCalendar } from '../../domain/shared/calendar.ts'
import { weekday } from '../../domain/shared/local-date.ts'

/** Entries read `National Day,国庆节,3`: English name, Chinese name, days off by law. */
const chineseName = (entry: string): string => entry.split(',')[1] ?? entry

/**
 * The State Council's yearly notices as published by the package chinese-days. Its tables are read rather than its
 * functions, because those go through the machine's time zone.
 */
export function chineseCalendar(): WorkCalendar {
  const holidays = new Map(Object.entries(data.holidays).map(([date, entry]) => [date, chineseName(entry)]))
  const workedWeekends = new Set(Object.keys(data.workdays))
  return {
    isWorkingDay: (date) => workedWeekends.has(date) || (weekday(date) <= 5 && !holidays.has(date)),
    holidayName: (date) => holidays.get(date),
    // 1 January can already be named by the notice of the year before; the National Day only by the year's own.
    covers: (year) => holidays.has(`${year}-10-01`),
  }
}
