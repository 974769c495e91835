import { notFound } from '#core/errors'
import { bankAccountsOf } from '#tenants/company_bank_account'
import { closedPeriods } from '#tenants/closed_period'
import { Company } from '#tenants/company'
import { vatMethodsOf } from '#tenants/company_vat_method'
import { InvoiceRange } from '#tenants/invoice_range'

export type CompanyOverview = Awaited<ReturnType<typeof companyOf>>

/** The company with everything that its settings and its documents need. */
export async function companyOf() {
  const company = await Company.own().first()
  if (!company) throw notFound()
  const range = await InvoiceRange.of(company.id).firstOrFail()
  const periods = await closedPeriods(company.id)
  return {
    id: company.id,
    name: company.name,
    street: company.street,
    postcode: company.postcode,
    city: company.city,
    country: company.country,
    email: company.email,
    phone: company.phone,
    website: company.website,
    registerCourt: company.registerCourt,
    registerNumber: company.registerNumber,
    managingDirectors: company.managingDirectors,
    vatId: company.vatId,
    taxNumber: company.taxNumber,
    datevConsultant: company.datevConsultant,
    datevClient: company.datevClient,
    datevFiscalYearStartMonth: company.datevFiscalYearStartMonth,
    datevAccountLength: company.datevAccountLength,
    datevChart: company.datevChart,
    datevFixation: company.datevFixation,
    paymentDays: company.paymentDays,
    invoiceNote: company.invoiceNote,
    version: company.version,
    bankAccounts: await bankAccountsOf(company.id),
    vatMethods: await vatMethodsOf(company.id),
    numberRange: {
      prefix: range.prefix,
      digits: range.digits,
      nextValue: range.nextValue,
      lastDate: range.lastDate,
      version: range.version,
    },
    closedPeriods: periods.map(({ closedUntil, closedBy, closedAt }) => ({
      closedUntil,
      closedBy,
      closedAt: closedAt.toISOString(),
    })),
  }
}
