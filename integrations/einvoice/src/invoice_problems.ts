import type { Invoice } from './invoice.ts'

const messages = {
  number_missing: {
    de: 'Die Rechnungsnummer fehlt.',
    en: 'The invoice number is missing.',
  },
  date_invalid: {
    de: 'Ein Datum fehlt oder ist kein Tag im Kalender.',
    en: 'A date is missing or not a day in the calendar.',
  },
  supply_period_reversed: {
    de: 'Der Leistungszeitraum endet vor seinem Beginn.',
    en: 'The supply period ends before it begins.',
  },
  seller_address_incomplete: {
    de: 'Name oder Anschrift des Ausstellers ist unvollständig.',
    en: 'The name or address of the seller is incomplete.',
  },
  seller_tax_number_missing: {
    de: 'Steuernummer oder USt-IdNr. des Ausstellers fehlt.',
    en: 'The tax number or VAT ID of the seller is missing.',
  },
  seller_contact_incomplete: {
    de: 'Für öffentliche Auftraggeber sind Ansprechpartner, Telefon und E-Mail des Ausstellers nötig.',
    en: 'Public bodies need a contact name, phone and e-mail address of the seller.',
  },
  bank_account_missing: {
    de: 'Ein Bankkonto für die Zahlung fehlt.',
    en: 'A bank account for the payment is missing.',
  },
  iban_invalid: {
    de: 'Die IBAN hat eine falsche Prüfziffer.',
    en: 'The check digits of the IBAN are wrong.',
  },
  buyer_address_incomplete: {
    de: 'Name oder Anschrift des Empfängers ist unvollständig.',
    en: 'The name or address of the buyer is incomplete.',
  },
  buyer_reference_missing: {
    de: 'Die Leitweg-ID des öffentlichen Auftraggebers fehlt.',
    en: 'The Leitweg-ID (buyer reference) of the public body is missing.',
  },
  buyer_electronic_address_missing: {
    de: 'Die elektronische Adresse des öffentlichen Auftraggebers fehlt.',
    en: 'The electronic address of the public body is missing.',
  },
  reverse_charge_vat_id_missing: {
    de: 'Bei Steuerschuldnerschaft des Leistungsempfängers sind beide USt-IdNrn. nötig.',
    en: 'Reverse charge needs the VAT IDs of both parties.',
  },
  vat_rate_wrong: {
    de: 'Der Steuersatz passt nicht zur Steuerart.',
    en: 'The VAT rate does not fit the VAT category.',
  },
  vat_in_foreign_currency: {
    de: 'Umsatzsteuer muss in Euro ausgewiesen werden.',
    en: 'VAT has to be shown in euros.',
  },
  lines_missing: {
    de: 'Die Rechnung hat keine Position.',
    en: 'The invoice has no line.',
  },
  line_name_missing: {
    de: 'Eine Position hat keine Bezeichnung.',
    en: 'A line has no name.',
  },
  line_net_wrong: {
    de: 'Der Betrag einer Position ist nicht Menge mal Preis.',
    en: 'The amount of a line is not quantity times price.',
  },
  vat_breakdown_wrong: {
    de: 'Die Steueraufstellung passt nicht zu den Positionen.',
    en: 'The VAT breakdown does not match the lines.',
  },
  totals_wrong: {
    de: 'Die Summen passen nicht zu den Positionen.',
    en: 'The totals do not match the lines.',
  },
  due_date_missing: {
    de: 'Fälligkeit oder Zahlungsbedingung fehlt.',
    en: 'A due date or payment terms are missing.',
  },
  cancelled_document_missing: {
    de: 'Die Stornorechnung nennt nicht, welche Rechnung sie aufhebt.',
    en: 'The cancellation does not name the invoice it cancels.',
  },
  cancellation_not_negative: {
    de: 'Eine Stornorechnung muss negative Beträge haben.',
    en: 'A cancellation must have negative amounts.',
  },
} as const

export type ProblemCode = keyof typeof messages

/** A reason why a document may not be issued; `field` is a path into `Invoice`, e.g. `lines.3.net`. */
export interface Problem {
  code: ProblemCode
  field: string
}

/** The problem in words for the person who has to solve it, in that person's language. */
export function describeProblem(problem: Problem, language: Invoice['language']): string {
  return messages[problem.code][language]
}

/** Thrown instead of producing a document that may not be issued. `code` is stable. */
export class InvoiceRefused extends Error {
  readonly code = 'E_INVOICE_REFUSED'
  readonly problems: Problem[]

  constructor(number: string, problems: Problem[]) {
    const list = problems.map((problem) => `${problem.code} (${problem.field})`).join(', ')
    super(`Invoice ${number} may not be issued: ${list}`)
    this.name = 'InvoiceRefused'
    this.problems = problems
  }
}
