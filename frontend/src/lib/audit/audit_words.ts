import { date, dateTime, number } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { roleName } from '../role_name.ts'
import type { Role } from '../session.svelte.ts'
import { systemPart } from '../system_part.ts'
import { priorities, priorityName } from '../tickets/ticket_words.ts'
import type { AuditChange, AuditEntry } from './audit_types.ts'
import { columnName } from './column_words.ts'
import { tableName } from './table_words.ts'

/** A person by name, a part of Kontor by what it does; whoever is gone by nothing but the key. */
export function actorName({ key, name }: AuditEntry['actor']): string {
  if (name) return name
  if (key.startsWith('system:')) return systemPart(key.slice('system:'.length))
  return m.audit_gone()
}

const operations: Record<AuditEntry['operation'], () => string> = {
  insert: m.audit_insert,
  update: m.audit_update,
  delete: m.audit_delete,
  batch: m.audit_batch,
}

export const operationName = ({ operation }: AuditEntry): string => operations[operation]()

/** `Ticket 1042 Drucker druckt nicht`; a row that is gone, or never had a name, is called by what was written of it. */
export function rowText(entry: AuditEntry): string {
  const { table, row } = entry
  const name = row.name ?? (row.number ? null : writtenName(entry))
  return [tableName(table), row.number, name].filter(Boolean).join(' ')
}

const NAMES = ['name', 'subject', 'description', 'tag', 'email', 'number', 'day']

function writtenName({ changes }: AuditEntry): string | null {
  const [name] = NAMES.flatMap((column) => changes.filter((change) => change.column === column))
  const written = name ?? changes.find(({ oldRow, newRow }) => oldRow ?? newRow)
  return written ? (valueText(written, 'new') ?? valueText(written, 'old')) : null
}

/** Minor units of the document's currency, which the entry does not always name. */
const MINOR_UNITS = new Set(['net', 'vat', 'gross'])

/** Columns with words of their own; a word that is newer than this list stays as it is. */
const WORDS: Record<string, (value: string) => string | undefined> = {
  priority: (value) => named(priorities, priorityName, value),
  role: (value) => named(ROLES, roleName, value),
}

const ROLES: Role[] = ['owner', 'admin', 'dispatcher', 'technician', 'billing', 'auditor']

function named<Known extends string>(list: Known[], name: (known: Known) => string, value: string) {
  const known = list.find((one) => one === value)
  return known && name(known)
}

/** One side of a change as people write it; null for nothing. */
export function valueText(change: AuditChange, side: 'old' | 'new'): string | null {
  const row = side === 'old' ? change.oldRow : change.newRow
  if (row) return [row.number, row.name].filter(Boolean).join(' ')
  const value = change[side]
  if (value === null || value === '' || value === '[]') return null
  if (typeof value === 'boolean') return value ? m.audit_yes() : m.audit_no()
  if (typeof value === 'number')
    return MINOR_UNITS.has(change.column) ? number((value / 100).toFixed(2)) : String(value)
  const word = WORDS[change.column]?.(value)
  if (word) return word
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return date(value)
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return dateTime(value)
  return value
}

/** How many fields a line names before it only counts them. */
const NAMED = 3

/** `Status: Offen → Gelöst`, or of several fields their names. */
export function changeText(entry: AuditEntry): string {
  if (entry.withheld) return m.audit_withheld_short()
  if (entry.operation !== 'update') return operationName(entry)
  const [first, ...others] = entry.changes
  if (first && others.length === 0) return oneChange(first)
  const names = entry.changes.slice(0, NAMED).map(({ column }) => columnName(column))
  const more = entry.changes.length - names.length
  const text = names.join(', ')
  return more > 0 ? `${text} ${m.audit_more_changes({ count: more })}` : text
}

function oneChange(change: AuditChange): string {
  const name = columnName(change.column)
  if (change.secret) return name
  const [was, becomes] = [valueText(change, 'old'), valueText(change, 'new')]
  return `${name}: ${was ?? m.audit_nothing()} → ${becomes ?? m.audit_nothing()}`
}
