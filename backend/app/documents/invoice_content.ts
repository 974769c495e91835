import type { Invoice, InvoiceLine, TimeEntry } from '@kontor/einvoice'
import i18nManager from '@adonisjs/i18n/services/main'
import { Decimal } from 'decimal.js'
import { categoryOf } from '#documents/document_line'
import { printedPhone } from '#documents/printed_phone'
import type { DocumentDraft, DocumentLine } from '#documents/document_shapes'
import type { BillingAccount, Company, Parties } from '#documents/parties'

export interface Issue {
  number: string
  /** 'YYYY-MM-DD' */
  date: string
  /** Days until payment is due, of the one who pays. */
  paymentDays: number
  dueOn: string
}

/** Stands in the place of the number while a document is only checked. */
export const UNNUMBERED: Omit<Issue, 'date' | 'dueOn'> = { number: 'ENTWURF', paymentDays: 0 }

/** The complete invoice, as it is frozen when it is issued (§ 14(4) UStG, EN 16931). */
export function invoiceContent(
  draft: DocumentDraft,
  parties: Parties,
  issue: Issue,
  times: TimeEntry[]
): Invoice {
  const company = parties.companies.get(draft.companyId)!
  const buyer = parties.accounts.get(draft.accountId)!
  const { language } = buyer
  const words = i18nManager.locale(language)
  const { breakdown, net, tax, gross } = draft.totals
  return {
    number: issue.number,
    kind: 'invoice',
    cancels: null,
    language,
    issueDate: issue.date,
    dueDate: issue.dueOn,
    supplyPeriod: { from: draft.supplyFrom, to: draft.supplyTo },
    currency: 'EUR',
    seller: sellerOf(company, buyer),
    buyer: buyerOf(buyer),
    postalAddress: buyer.postalAddress,
    purchaseOrderReference: draft.poReference,
    contractReference: draft.contractReference,
    paymentTerms: {
      text: words.t('billing.payment_terms', { days: issue.paymentDays }),
      days: issue.paymentDays,
    },
    serviceKind: draft.subject,
    notes: company.invoiceNote ? [company.invoiceNote] : [],
    lines: draft.lines.map((line, index) => lineOf(line, index, draft, parties)),
    vatBreakdown: breakdown.map(({ category, rate, net: base, tax: owed }) => ({
      category,
      rate,
      net: base,
      tax: owed,
      exemptionReason: null,
    })),
    totals: { net, vat: tax, gross, payable: gross },
    times,
    brandColour: parties.brandColour,
  }
}

function sellerOf(company: Company, buyer: BillingAccount): Invoice['seller'] {
  return {
    name: company.name,
    address: company.address,
    registration: company.registration,
    managingDirectors: company.managingDirectors,
    vatId: company.vatId,
    taxNumber: company.taxNumber,
    // BT-41: public bodies ask for a contact point, which may be the house itself.
    contactName: buyer.kind === 'public_body' ? company.name : null,
    email: company.email,
    phone: printedPhone(company.phone, company.address.country, buyer.address.country),
    website: company.website,
    bankAccounts: company.bankAccounts,
  }
}

function buyerOf(account: BillingAccount): Invoice['buyer'] {
  return {
    name: account.name,
    kind: account.kind === 'public_body' ? 'public' : account.kind,
    address: account.address,
    vatId: account.vatId,
    customerNumber: String(account.number),
    buyerReference: account.buyerReference,
    electronicAddress: account.electronicAddress,
    contactName: null,
  }
}

function lineOf(
  line: DocumentLine,
  index: number,
  draft: DocumentDraft,
  parties: Parties
): InvoiceLine {
  const { language } = parties.accounts.get(draft.accountId)!
  const words = i18nManager.locale(language)
  const served =
    line.servedAccountId === draft.accountId
      ? null
      : parties.accounts.get(line.servedAccountId)?.name
  const site = line.servedSiteId ? parties.sites.get(line.servedSiteId) : null
  return {
    position: String(index + 1),
    name: line.description,
    description: line.costCentre
      ? words.t('billing.cost_centre', { costCentre: line.costCentre })
      : null,
    quantity: new Decimal(line.quantity).toFixed(),
    unit: line.unit,
    unitPrice: new Decimal(line.unitPrice).toFixed(),
    net: line.net,
    vatCategory: categoryOf(line.taxCase),
    vatRate: new Decimal(line.vatRate).toFixed(),
    period: { from: line.periodFrom, to: line.periodTo },
    sellerItemNumber: line.itemId ? (parties.items.get(line.itemId)?.number ?? null) : null,
    purchaseOrderReference: line.poReference === draft.poReference ? null : line.poReference,
    site: [served, site].filter(Boolean).join(', ') || null,
  }
}
