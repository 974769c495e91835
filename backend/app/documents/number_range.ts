import { refused } from '#core/errors'
import { changed, sql } from '#core/sql'
import { tenantTime } from '#charges/tenant_time'

export interface LockedRange {
  id: string
  prefix: string
  digits: number
  nextValue: number
  lastDate: string | null
}

/**
 * Locks the company's invoice range until the transaction ends, which is what makes numbers gapless. Every verb that
 * issues takes this lock before it locks a document, so that two of them never wait for each other.
 */
export async function lockRange(companyId: string): Promise<LockedRange> {
  const [range] = await sql<LockedRange>(
    `select id, prefix, digits, next_value as "nextValue", last_date as "lastDate" from number_ranges
     where company_id = ? and kind = 'invoice' for update`,
    [companyId]
  )
  if (!range) throw refused('number_range_missing')
  return range
}

/**
 * The day a document may carry: today, unless another is wished for.
 * @throws document_date_future, document_date_before_last, period_closed
 */
export async function documentDate(
  companyId: string,
  range: LockedRange,
  wished?: string
): Promise<string> {
  const today = (await tenantTime()).toISODate()
  const date = wished ?? today
  if (date > today) throw refused('document_date_future', {}, 'date')
  if (range.lastDate && date < range.lastDate) {
    throw refused('document_date_before_last', { date: range.lastDate }, 'date')
  }
  const [{ closed }] = await sql<{ closed: string | null }>(
    'select max(closed_until) as closed from closed_periods where company_id = ?',
    [companyId]
  )
  if (closed && date <= closed) throw refused('period_closed', { date: closed }, 'date')
  return date
}

/** Takes the next number. A prefix that names the year starts again at 1 with each year. */
export async function takeNumber(range: LockedRange, date: string): Promise<string> {
  const year = date.slice(0, 4)
  const isNewYear =
    range.prefix.includes('{YYYY}') &&
    range.lastDate !== null &&
    range.lastDate.slice(0, 4) !== year
  const value = isNewYear ? 1 : range.nextValue
  const number = range.prefix.replaceAll('{YYYY}', year) + String(value).padStart(range.digits, '0')
  // DATEV's Belegfeld 1, BT-1 and the reference of a bank transfer all take this much.
  if (!/^[A-Z0-9/-]{1,16}$/.test(number)) throw refused('document_number_invalid', { number })
  await changed('update number_ranges set next_value = ?, last_date = ? where id = ?', [
    value + 1,
    date,
    range.id,
  ])
  range.nextValue = value + 1
  range.lastDate = date
  return number
}
