import { DateTime } from 'luxon'
import { refused } from '#core/errors'

export interface SortColumn {
  /** SQL expression without user input, as it stands in the index */
  column: string
  direction: 'asc' | 'desc'
  nulls?: 'last'
  /** the cast of the cursor's value */
  type: 'timestamptz' | 'bigint' | 'text' | 'date' | 'uuid'
}

/** The declared sorts of a list, each with its index; the last column is always the id. */
export type Sorts<Name extends string> = Record<Name, SortColumn[]>

interface Pageable {
  whereRaw(sql: string, bindings: unknown[]): unknown
  orderByRaw(sql: string): unknown
  limit(count: number): unknown
}

export const LARGEST_PAGE = 200

/**
 * Keyset pagination: orders by a declared sort and continues behind the cursor, which holds the last row's values.
 * Asks for one row more than the page, which is how `pageOf` knows whether another follows.
 */
export function paginate(
  query: Pageable,
  sort: SortColumn[],
  cursor: string | undefined,
  size: number
): void {
  if (cursor) {
    const values = readCursor(cursor, sort)
    const { sql, bindings } = behind(sort, values)
    query.whereRaw(sql, bindings)
  }
  const order = sort.map(
    (part) => `${part.column} ${part.direction}${part.nulls ? ' nulls last' : ''}`
  )
  const text = order.join(', ')
  query.orderByRaw(text)
  query.limit(Math.min(size, LARGEST_PAGE) + 1)
}

/** Cuts the extra row off and makes the cursor of the next page, or null at the end. */
export function pageOf<Row>(
  rows: Row[],
  size: number,
  valuesOf: (row: Row) => unknown[]
): { rows: Row[]; next: string | null } {
  const limit = Math.min(size, LARGEST_PAGE)
  if (rows.length <= limit) return { rows, next: null }
  const page = rows.slice(0, limit)
  const values = valuesOf(page[page.length - 1]).map((value) =>
    value instanceof Date ? value.toISOString() : value
  )
  return { rows: page, next: Buffer.from(JSON.stringify(values)).toString('base64url') }
}

/** What a cursor's value of each type looks like: it comes from outside, like any other input. */
const READABLE: Record<SortColumn['type'], (value: unknown) => boolean> = {
  timestamptz: (value) => isTime(value, /^\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d(:?\d\d)?)$/),
  date: (value) => isTime(value, /^\d{4}-\d\d-\d\d$/),
  bigint: (value) => Number.isSafeInteger(value),
  text: (value) => typeof value === 'string' && !value.includes('\0'),
  uuid: (value) =>
    typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
}

/** In ISO 8601 or as PostgreSQL writes it; a year 0 is none to PostgreSQL. */
function isTime(value: unknown, form: RegExp): boolean {
  if (typeof value !== 'string' || !form.test(value) || value.startsWith('0000')) return false
  return DateTime.fromISO(value.replace(' ', 'T')).isValid
}

/** @throws cursor_invalid (422) for one that we did not make, or that was made for another sort */
function readCursor(cursor: string, sort: SortColumn[]): unknown[] {
  let values: unknown
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw refused('cursor_invalid', {}, 'after')
  }
  const ours =
    Array.isArray(values) &&
    values.length === sort.length &&
    sort.every(({ type, nulls }, position) =>
      values[position] === null ? nulls !== undefined : READABLE[type](values[position])
    )
  if (!ours) throw refused('cursor_invalid', {}, 'after')
  return values as unknown[]
}

/** (a, b, id) behind (x, y, z), written out because the directions may differ and nulls come last. */
function behind(sort: SortColumn[], values: unknown[]): { sql: string; bindings: unknown[] } {
  const alternatives: string[] = []
  const bindings: unknown[] = []
  sort.forEach((part, position) => {
    const value = values[position]
    if (value === null) return
    const equal = sort.slice(0, position).map((earlier, index) => {
      if (values[index] === null) return `${earlier.column} is null`
      bindings.push(values[index])
      return `${earlier.column} = ?::${earlier.type}`
    })
    const comparison = `${part.column} ${part.direction === 'asc' ? '>' : '<'} ?::${part.type}`
    bindings.push(value)
    equal.push(part.nulls ? `(${comparison} or ${part.column} is null)` : comparison)
    alternatives.push(`(${equal.join(' and ')})`)
  })
  return { sql: `(${alternatives.join(' or ')})`, bindings }
}
