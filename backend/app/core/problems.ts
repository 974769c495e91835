import { DomainError } from '#core/errors'

export interface Problem {
  status: number
  code: string
  params?: Record<string, string | number>
  field?: string
}

/** Broken rules of the database, as an answer: which constraint means what to a person. */
const CONSTRAINTS: Record<string, Problem> = {
  document_frozen: { status: 409, code: 'document_frozen' },
  already_billed: { status: 409, code: 'already_billed' },
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
  const { code, constraint, status } = error as {
    code?: string
    constraint?: string
    status?: number
  }
  if (constraint && CONSTRAINTS[constraint]) return CONSTRAINTS[constraint]
  if (code === '23505') return { status: 422, code: 'taken' }
  // `on delete restrict` is 23001 from PostgreSQL 18 on; without a constraint it comes from an append-only table.
  if (code === '23503' || (code === '23001' && constraint)) return { status: 409, code: 'in_use' }
  // An id that is none, a number out of range, a NUL in a text: answered like what is not there or not understood.
  if (code === '22P02') return { status: 404, code: 'not_found' }
  if (code === '22003' || code === '22021' || code === '22P05')
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
