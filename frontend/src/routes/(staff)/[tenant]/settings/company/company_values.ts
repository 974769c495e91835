import type { Company } from '#lib/settings/company_problems.ts'

/** As the controls hold it: empty words are words that are missing. */
export function companyValues(company: Company) {
  const {
    id: _id,
    version: _version,
    problems: _problems,
    bankAccounts: _accounts,
    vatMethods: _methods,
    ...fields
  } = company
  const { numberRange: _range, closedPeriods: _periods, ...values } = fields
  return {
    ...values,
    street: values.street ?? '',
    postcode: values.postcode ?? '',
    city: values.city ?? '',
    email: values.email ?? '',
    phone: values.phone ?? '',
    website: values.website ?? '',
    registerCourt: values.registerCourt ?? '',
    registerNumber: values.registerNumber ?? '',
    managingDirectors: values.managingDirectors ?? '',
    vatId: values.vatId ?? '',
    taxNumber: values.taxNumber ?? '',
    invoiceNote: values.invoiceNote ?? '',
    datevConsultant: String(values.datevConsultant ?? ''),
    datevClient: String(values.datevClient ?? ''),
    datevAccountLength: String(values.datevAccountLength),
    datevFiscalYearStartMonth: String(values.datevFiscalYearStartMonth),
    paymentDays: String(values.paymentDays),
  }
}

export function companyBody(values: ReturnType<typeof companyValues>) {
  return {
    ...values,
    datevConsultant: values.datevConsultant ? Number(values.datevConsultant) : null,
    datevClient: values.datevClient ? Number(values.datevClient) : null,
    datevAccountLength: Number(values.datevAccountLength),
    datevFiscalYearStartMonth: Number(values.datevFiscalYearStartMonth),
    paymentDays: Number(values.paymentDays),
  }
}
