import type { CompanyOverview } from '#tenants/company_page'

/** What is missing before the company can invoice; each one is a sentence and a field on the screen. */
export type CompanyProblem =
  | 'company_address_missing'
  | 'company_tax_number_missing'
  | 'company_bank_account_missing'
  | 'company_contact_missing'
  | 'company_register_missing'
  | 'company_vat_method_missing'

/** Legal forms whose business letters, and so invoices, name register and directors (§35a GmbHG, §80 AktG, §125 HGB). */
const REGISTERED = /\b(gmbh|ug|ag|kg|ohg|se|kgaa)\b/i

/** @param day 'YYYY-MM-DD', on which an invoice would be written */
export function checkCompany(company: CompanyOverview, day: string): CompanyProblem[] {
  const problems: CompanyProblem[] = []
  const hasAddress = company.street && company.postcode && company.city
  // §14(4) UStG: full name and address, tax number or VAT ID.
  if (!hasAddress) problems.push('company_address_missing')
  if (!company.vatId && !company.taxNumber) problems.push('company_tax_number_missing')
  if (company.bankAccounts.length === 0) problems.push('company_bank_account_missing')
  // XRechnung wants phone and mail of the seller (BR-DE-6, BR-DE-7).
  if (!company.email || !company.phone) problems.push('company_contact_missing')
  const isRegistered = company.registerCourt && company.registerNumber && company.managingDirectors
  if (REGISTERED.test(company.name) && !isRegistered) problems.push('company_register_missing')
  if (!company.vatMethods.some(({ validFrom }) => validFrom <= day))
    problems.push('company_vat_method_missing')
  return problems
}
