import { DatevError } from '@kontor/datev/datev_error'
import { refused, type DomainError } from '#core/errors'

/** Those that a person can mend have a sentence of their own. */
const KNOWN = new Set([
  'datev_account_length',
  'datev_amount',
  'datev_client_number',
  'datev_consultant_number',
  'datev_debtor_duplicate',
  'datev_debtor_range',
  'datev_due_days',
  'datev_fiscal_year',
  'datev_vat_id',
])

/** What DATEV would refuse, as a refusal that names the document or debtor; anything else stays what it is. */
export function asRefusal(error: unknown): DomainError | unknown {
  if (!(error instanceof DatevError)) return error
  const params = { subject: error.subject ?? '', value: String(error.value), reason: error.code }
  return refused(KNOWN.has(error.code) ? error.code : 'datev_refused', params)
}
