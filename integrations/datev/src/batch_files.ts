import { maximumRows, type BookingRow } from './booking_batch.ts'
import { calendarDate, lastDayOfMonth, yearMonthDay } from './dates.ts'

/** One file to write: `from` and `to` are the first and last day of its month. */
export type BatchFile = { name: string; from: string; to: string; rows: BookingRow[] }

/**
 * The rows by booking month, oldest first, in the order they came, and cut at DATEV's limit of
 * 99,999 rows. A month of several files has them numbered: `…_20261130_1.csv`.
 */
export function splitByMonth(rows: readonly BookingRow[]): BatchFile[] {
  const months = Map.groupBy(rows, (row) =>
    calendarDate(row.documentDate, 'documentDate', row.documentField1).slice(0, 7)
  )
  return [...months]
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .flatMap(([month, monthRows]) => monthFiles(month, monthRows))
}

function monthFiles(month: string, rows: BookingRow[]): BatchFile[] {
  const from = `${month}-01`
  const to = lastDayOfMonth(month)
  const count = Math.ceil(rows.length / maximumRows)
  return Array.from({ length: count }, (_, index) => {
    const suffix = count > 1 ? `_${index + 1}` : ''
    return {
      name: `EXTF_Buchungsstapel_${yearMonthDay(from)}_${yearMonthDay(to)}${suffix}.csv`,
      from,
      to,
      rows: rows.slice(index * maximumRows, (index + 1) * maximumRows),
    }
  })
}
