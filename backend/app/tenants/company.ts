import { checkVAT, countries } from 'jsvat'
import { CompanySchema } from '#database/schema'
import { refused } from '#core/errors'
import { record } from '#core/events'
import { saveChanged } from '#core/tenant_model'

export type VatMethod = 'accrual' | 'cash' | 'small_business'

export interface CompanyFields {
  name?: string
  street?: string | null
  postcode?: string | null
  city?: string | null
  country?: string
  email?: string | null
  phone?: string | null
  website?: string | null
  registerCourt?: string | null
  registerNumber?: string | null
  managingDirectors?: string | null
  vatId?: string | null
  taxNumber?: string | null
  datevConsultant?: number | null
  datevClient?: number | null
  datevFiscalYearStartMonth?: number
  datevAccountLength?: number
  datevChart?: 'SKR03' | 'SKR04'
  datevFixation?: boolean
  paymentDays?: number
  invoiceNote?: string | null
}

/** The seller: whose name, numbers and accounts stand on the invoices. */
export class Company extends CompanySchema {
  static table = 'companies'
  declare datevChart: 'SKR03' | 'SKR04'

  /** The tenant's own company: the first one, which every tenant has from its beginning. */
  static own() {
    return this.query().orderBy('created_at').orderBy('id')
  }

  /** @throws vat_id_invalid (422) */
  async change(this: Company, fields: CompanyFields): Promise<void> {
    this.merge({ ...fields, ...(fields.vatId && { vatId: validVatId(fields.vatId) }) })
    const changed = await saveChanged(this)
    if (changed.length) await recordCompany('company.updated', this.id, { changed })
  }
}

export type CompanyEvent =
  | 'company.updated'
  | 'company.bank_accounts_changed'
  | 'company.vat_method_changed'
  | 'company.number_range_changed'
  | 'company.period_closed'
  | 'company.period_reopened'

export function recordCompany(
  type: CompanyEvent,
  companyId: string,
  payload: Record<string, unknown> = {}
): Promise<string> {
  return record({ type, subject: { type: 'company', id: companyId }, payload })
}

function validVatId(written: string): string {
  const { isValid, value } = checkVAT(written, countries)
  if (!isValid || !value) throw refused('vat_id_invalid', {}, 'vatId')
  return value
}
