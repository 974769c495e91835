import { DateTime } from 'luxon'
import { DomainError } from '#core/errors'

interface DatabaseError {
  code?: string
  status?: number
  message: string
  table?: string
  constraint?: string
}

export interface Problem {
  status: number
  code: string
  params?: Record<string, string | number>
  field?: string
}

/** The field of the body behind a foreign key, where it is not named after the column. */
const FIELDS: Record<string, string> = {
  message_mentions_tenant_id_member_id_fkey: 'mentions',
  message_files_tenant_id_file_id_fkey: 'fileIds',
}

/** Broken rules of the database, as an answer: which constraint means what to a person. */
const CONSTRAINTS: Record<string, Problem> = {
  document_frozen: { status: 409, code: 'document_frozen' },
  already_billed: { status: 409, code: 'already_billed' },
  month_billed: { status: 409, code: 'month_billed', field: 'outcome' },
  debtor_exported: { status: 409, code: 'debtor_exported', field: 'debtorNumber' },
  accounts_tenant_id_debtor_number_key: { status: 422, code: 'taken', field: 'debtorNumber' },
  contact_emails_pkey: { status: 422, code: 'email_taken', field: 'emails' },
  account_domains_pkey: { status: 422, code: 'domain_taken', field: 'domains' },
  items_tenant_id_number_key: { status: 422, code: 'taken', field: 'number' },
  mailboxes_tenant_id_address_key: { status: 422, code: 'mailbox_taken', field: 'address' },
  queues_tenant_id_name_key: { status: 422, code: 'queue_name_taken', field: 'name' },
  text_modules_tenant_id_shortcut_language_key: {
    status: 422,
    code: 'shortcut_taken',
    field: 'shortcut',
  },
}

/**
 * What a thrown error means to a person: status for HTTP, `code` names a sentence in resources/lang/…/errors.json.
 * What nobody foresaw is `unexpected` with status 500.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return error
  const { code, constraint, status } = error as DatabaseError
  if (constraint && CONSTRAINTS[constraint]) return CONSTRAINTS[constraint]
  if (code === '23505') return { status: 422, code: 'taken' }
  if (code === '23503' && namesNothing(error as DatabaseError))
    return { status: 422, code: 'reference_unknown', field: fieldOf(error as DatabaseError) }
  // `on delete restrict` is 23001 from PostgreSQL 18 on; without a constraint it comes from an append-only table.
  if (code === '23503' || (code === '23001' && constraint)) return { status: 409, code: 'in_use' }
  // An id that is none, a number out of range, a NUL in a text: answered like what is not there or not understood.
  if (code === '22P02') return { status: 404, code: 'not_found' }
  if (['22003', '22007', '22008', '22021', '22P05'].includes(code ?? ''))
    return { status: 422, code: 'bad_request' }
  if (code === '40001' || code === '40P01') return { status: 503, code: 'busy' }
  if (code === '53100') return { status: 503, code: 'disk_full' }
  if (code === 'E_ROUTE_NOT_FOUND' || code === 'E_ROW_NOT_FOUND')
    return { status: 404, code: 'not_found' }
  if (code === 'E_BAD_CSRF_TOKEN') return { status: 403, code: 'csrf' }
  if (code === 'E_REQUEST_ENTITY_TOO_LARGE' || status === 413)
    return { status: 413, code: 'body_too_large' }
  if (status && status >= 400 && status < 500) return { status, code: 'bad_request' }
  return { status: 500, code: 'unexpected' }
}

/**
 * Whether a row was to be written that refers to nothing, and not one removed that others refer to: both are 23503.
 * PostgreSQL names the referring table behind the constraint only in the second case, in English and in German.
 */
function namesNothing({ message, constraint, table }: DatabaseError): boolean {
  if (!constraint || !table) return false
  return !message.slice(message.lastIndexOf(constraint) + constraint.length).includes(table)
}

/** `tickets_tenant_id_account_id_site_id_fkey` is about `siteId`: the last column is the one that was chosen. */
function fieldOf({ constraint = '', table = '' }: DatabaseError): string | undefined {
  if (FIELDS[constraint]) return FIELDS[constraint]
  const columns = constraint.slice(table.length + 1).replace(/_fkey\d*$/, '')
  const column = columns.split(/(?<=_id)_/).at(-1)
  return column?.endsWith('_id')
    ? column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : undefined
}

/** The values that fill a sentence, with days as people of the language write them. */
export function wordedParams(
  params: Record<string, string | number> | undefined,
  locale: string
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [name, worded(value, locale)])
  )
}

/** `2026-11-21` as 21.11.2026 or 21 Nov 2026; everything else as it is. */
export function worded(value: string | number, locale: string): string | number {
  if (!/^\d{4}-\d\d-\d\d$/.test(String(value))) return value
  const day = DateTime.fromISO(String(value))
  return day.isValid ? day.toFormat(locale === 'de' ? 'dd.MM.yyyy' : 'd LLL yyyy') : value
}
