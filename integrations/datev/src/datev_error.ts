export type DatevErrorCode =
  | 'datev_account_length'
  | 'datev_amount'
  | 'datev_bic'
  | 'datev_client_number'
  | 'datev_consultant_number'
  | 'datev_cost_centre'
  | 'datev_country'
  | 'datev_created_at'
  | 'datev_currency'
  | 'datev_date'
  | 'datev_date_outside_period'
  | 'datev_debtor_duplicate'
  | 'datev_debtor_range'
  | 'datev_dictation_code'
  | 'datev_document_field'
  | 'datev_document_guid'
  | 'datev_due_days'
  | 'datev_fiscal_year'
  | 'datev_gross_mismatch'
  | 'datev_gross_negative'
  | 'datev_iban'
  | 'datev_label'
  | 'datev_original_missing'
  | 'datev_period'
  | 'datev_row_count'
  | 'datev_tax_case_unknown'
  | 'datev_tax_key'
  | 'datev_vat_id'
  | 'datev_vat_rate'

/**
 * A value DATEV would refuse, or would book wrongly.
 * `code` is stable and is what callers translate; `field` is our name of the input, `value` is
 * what stood there, and `subject` is the document or debtor number it belongs to, if any.
 */
export class DatevError extends Error {
  override readonly name = 'DatevError'
  readonly code: DatevErrorCode
  readonly field: string
  readonly value: unknown
  readonly subject: string | undefined

  constructor(code: DatevErrorCode, field: string, value: unknown, subject?: string) {
    super(`${code}: ${subject ? `${subject}, ` : ''}${field} = ${JSON.stringify(value)}`)
    this.code = code
    this.field = field
    this.value = value
    this.subject = subject
  }
}
