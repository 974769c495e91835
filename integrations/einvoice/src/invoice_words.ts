import type { Invoice } from './invoice.ts'

interface Words {
  invoice: string
  cancellation: string
  number: string
  cancellationNumber: string
  issueDate: string
  dueDate: string
  supplyPeriod: string
  supplyDate: string
  customerNumber: string
  customerVatId: string
  buyerReference: string
  routingId: string
  purchaseOrder: string
  contract: string
  contact: string
  serviceKind: string
  cancels: (number: string, date: string) => string
  nothingToPay: string
  position: string
  description: string
  quantity: string
  unit: string
  unitPrice: string
  vatShort: string
  net: string
  carried: string
  itemNumber: string
  site: string
  netTotal: string
  vat: (rate: string, net: string) => string
  reverseCharge: string
  total: string
  payUntil: (amount: string, date: string) => string
  pay: (amount: string) => string
  bank: string
  remittance: string
  managingDirectors: (count: number) => string
  vatId: string
  taxNumber: string
  page: (page: number, pages: number) => string
  annexTitle: string
  annexFor: (document: string) => string
  date: string
  ticket: string
  worked: string
  billed: string
  sum: string
  attachedXml: string
}

const german: Words = {
  invoice: 'Rechnung',
  cancellation: 'Stornorechnung',
  number: 'Rechnungsnummer',
  cancellationNumber: 'Stornonummer',
  issueDate: 'Rechnungsdatum',
  dueDate: 'Fällig am',
  supplyPeriod: 'Leistungszeitraum',
  supplyDate: 'Leistungsdatum',
  customerNumber: 'Kundennummer',
  customerVatId: 'Ihre USt-IdNr.',
  buyerReference: 'Ihre Referenz',
  routingId: 'Leitweg-ID',
  purchaseOrder: 'Ihre Bestellung',
  contract: 'Vertrag',
  contact: 'Ansprechpartner',
  serviceKind: 'Leistungsart',
  cancels: (number, date) =>
    `Diese Stornorechnung hebt die Rechnung ${number} vom ${date} vollständig auf.`,
  nothingToPay:
    'Aus diesem Beleg ist nichts zu zahlen. Bereits gezahlte Beträge verrechnen oder erstatten wir.',
  position: 'Pos.',
  description: 'Leistung',
  quantity: 'Menge',
  unit: 'Einheit',
  unitPrice: 'Einzelpreis',
  vatShort: 'USt',
  net: 'Netto',
  carried: 'Übertrag',
  itemNumber: 'Art.-Nr.',
  site: 'Standort',
  netTotal: 'Summe netto',
  vat: (rate, net) => `Umsatzsteuer ${rate} % auf ${net}`,
  reverseCharge: 'Steuerschuldnerschaft des Leistungsempfängers',
  total: 'Gesamtbetrag',
  payUntil: (amount, date) => `Bitte überweisen Sie ${amount} bis zum ${date}.`,
  pay: (amount) => `Bitte überweisen Sie ${amount}.`,
  bank: 'Bank',
  remittance: 'Verwendungszweck',
  managingDirectors: (count) => (count === 1 ? 'Geschäftsführung' : 'Geschäftsführer'),
  vatId: 'USt-IdNr.',
  taxNumber: 'Steuernummer',
  page: (page, pages) => `Seite ${page} von ${pages}`,
  annexTitle: 'Zeitnachweis',
  annexFor: (document) => `Anlage zu ${document}`,
  date: 'Datum',
  ticket: 'Ticket',
  worked: 'Zeit',
  billed: 'Berechnet',
  sum: 'Summe',
  attachedXml: 'Rechnungsdaten nach EN 16931',
}

const english: Words = {
  invoice: 'Invoice',
  cancellation: 'Cancellation invoice',
  number: 'Invoice number',
  cancellationNumber: 'Cancellation number',
  issueDate: 'Invoice date',
  dueDate: 'Due on',
  supplyPeriod: 'Service period',
  supplyDate: 'Date of supply',
  customerNumber: 'Customer number',
  customerVatId: 'Your VAT ID',
  buyerReference: 'Your reference',
  routingId: 'Leitweg-ID',
  purchaseOrder: 'Your order',
  contract: 'Contract',
  contact: 'Contact',
  serviceKind: 'Kind of service',
  cancels: (number, date) => `This document cancels invoice ${number} of ${date} in full.`,
  nothingToPay:
    'Nothing is to be paid on this document. Amounts already paid are set off or refunded.',
  position: 'No.',
  description: 'Service',
  quantity: 'Quantity',
  unit: 'Unit',
  unitPrice: 'Unit price',
  vatShort: 'VAT',
  net: 'Net',
  carried: 'Carried forward',
  itemNumber: 'Item no.',
  site: 'Site',
  netTotal: 'Net total',
  vat: (rate, net) => `VAT ${rate} % on ${net}`,
  reverseCharge: 'Reverse charge: VAT to be accounted for by the recipient',
  total: 'Total',
  payUntil: (amount, date) => `Please transfer ${amount} by ${date}.`,
  pay: (amount) => `Please transfer ${amount}.`,
  bank: 'Bank',
  remittance: 'Reference',
  managingDirectors: (count) => (count === 1 ? 'Managing director' : 'Managing directors'),
  vatId: 'VAT ID',
  taxNumber: 'Tax number',
  page: (page, pages) => `Page ${page} of ${pages}`,
  annexTitle: 'Time record',
  annexFor: (document) => `Annex to ${document}`,
  date: 'Date',
  ticket: 'Ticket',
  worked: 'Time',
  billed: 'Billed',
  sum: 'Total',
  attachedXml: 'Invoice data according to EN 16931',
}

/** The words of a document in its language. */
export function wordsOf({ language }: Pick<Invoice, 'language'>): Words {
  return language === 'de' ? german : english
}

/** Names of the UN/ECE units an MSP bills in; a code that is not listed is printed as it is. */
const units: Record<string, { de: string; en: string }> = {
  ANN: { de: 'Jahr', en: 'year' },
  C62: { de: 'Stück', en: 'pcs' },
  DAY: { de: 'Tag', en: 'day' },
  E34: { de: 'GB', en: 'GB' },
  E35: { de: 'TB', en: 'TB' },
  H87: { de: 'Stück', en: 'pcs' },
  HUR: { de: 'Std.', en: 'hrs' },
  KMT: { de: 'km', en: 'km' },
  LS: { de: 'pauschal', en: 'flat' },
  MIN: { de: 'Min.', en: 'min' },
  MON: { de: 'Monat', en: 'month' },
  MTR: { de: 'm', en: 'm' },
  NAR: { de: 'Stück', en: 'pcs' },
  QAN: { de: 'Quartal', en: 'quarter' },
  SET: { de: 'Satz', en: 'set' },
  WEE: { de: 'Woche', en: 'week' },
  XPP: { de: 'Stück', en: 'pcs' },
}

export function unitName(code: string, language: Invoice['language']): string {
  return units[code]?.[language] ?? code
}
