import { NumberRangeSchema } from '#database/schema'
import { refused } from '#core/errors'
import { saveChanged } from '#core/tenant_model'
import { recordCompany } from '#tenants/company'

/** What DATEV's Belegfeld 1 and the reference of a bank transfer take. */
const LONGEST_NUMBER = 16

/** From which range the invoices of a company are numbered, without gaps. */
export class InvoiceRange extends NumberRangeSchema {
  static table = 'number_ranges'

  static of(companyId: string) {
    return this.query().where('company_id', companyId).where('kind', 'invoice')
  }

  /** Numbers only go forwards: a number that was issued never comes again. @throws number_range_backwards, number_range_too_long (422) */
  async change(
    this: InvoiceRange,
    fields: { prefix?: string; digits?: number; nextValue?: number }
  ): Promise<void> {
    if (fields.nextValue !== undefined && fields.nextValue < this.nextValue) {
      throw refused('number_range_backwards', { next: this.nextValue }, 'nextValue')
    }
    this.merge(fields)
    const length =
      this.prefix.replaceAll('{YYYY}', '2000').length +
      Math.max(this.digits, String(this.nextValue).length)
    if (length > LONGEST_NUMBER)
      throw refused('number_range_too_long', { most: LONGEST_NUMBER }, 'prefix')
    const changed = await saveChanged(this)
    if (changed.length)
      await recordCompany('company.number_range_changed', this.companyId, { changed })
  }
}
