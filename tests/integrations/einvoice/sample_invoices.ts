import type { Invoice, InvoiceLine } from '@kontor/einvoice'
import { buyer, seller } from './sample_parties.ts'

type Item = Pick<InvoiceLine, 'name' | 'quantity' | 'unit' | 'unitPrice' | 'net'> &
  Partial<InvoiceLine>

/** A line at 19 %; the amount is written down by hand, not computed. */
export function line(item: Item, position = '1'): InvoiceLine {
  return {
    position,
    description: null,
    vatCategory: 'S',
    vatRate: '19',
    period: null,
    sellerItemNumber: null,
    purchaseOrderReference: null,
    site: null,
    ...item,
  }
}

const november = { from: '2026-11-01', to: '2026-11-30' }

/** Managed services of a month for a German company. */
export const simple: Invoice = {
  number: '2026-0042',
  kind: 'invoice',
  cancels: null,
  language: 'de',
  issueDate: '2026-11-30',
  dueDate: '2026-12-14',
  supplyPeriod: november,
  currency: 'EUR',
  seller,
  buyer,
  postalAddress: null,
  purchaseOrderReference: 'B-2026/778',
  contractReference: 'V-2025-019',
  paymentTerms: { text: 'Zahlbar innerhalb von 14 Tagen ohne Abzug.', days: 14 },
  serviceKind: 'IT-Betreuung und Softwaremiete',
  notes: ['Vielen Dank für Ihren Auftrag. Wir berechnen Ihnen die Leistungen im November 2026.'],
  lines: [
    line({
      name: 'Managed Workplace Standard',
      description: 'Überwachung, Updates, Virenschutz und Servicedesk je Arbeitsplatz.',
      quantity: '23.000000',
      unit: 'H87',
      unitPrice: '49.900000',
      net: 114770,
      period: november,
      sellerItemNumber: 'MW-100',
      site: 'Backstube Nord',
    }),
    line(
      {
        name: 'Microsoft 365 Business Premium',
        quantity: '17',
        unit: 'C62',
        unitPrice: '20.57',
        net: 34969,
        period: november,
        purchaseOrderReference: 'B-2026/801',
      },
      '2'
    ),
    line(
      {
        name: 'Technikereinsatz vor Ort <Kasse 3>',
        description: 'Austausch des Netzteils & Prüfung der Kassenanbindung.',
        quantity: '1.75',
        unit: 'HUR',
        unitPrice: '118.5',
        net: 20738,
      },
      '3'
    ),
  ],
  vatBreakdown: [{ category: 'S', rate: '19', net: 170477, tax: 32391, exemptionReason: null }],
  totals: { net: 170477, vat: 32391, gross: 202868, payable: 202868 },
  times: [],
  brandColour: '#0e6478',
}

/** Services for a company in Austria: the recipient owes the tax. */
export const reverseCharge: Invoice = {
  ...simple,
  number: '2026-0043',
  buyer: {
    ...simple.buyer,
    name: 'Alpenbäck Handels GmbH',
    vatId: 'ATU33864707',
    address: {
      street: 'Getreidegasse 9',
      extra: null,
      postcode: '5020',
      city: 'Salzburg',
      country: 'AT',
    },
  },
  lines: simple.lines.map((each) => ({ ...each, vatCategory: 'AE', vatRate: '0' })),
  vatBreakdown: [{ category: 'AE', rate: '0', net: 170477, tax: 0, exemptionReason: null }],
  totals: { net: 170477, vat: 0, gross: 170477, payable: 170477 },
}

/** Books at 7 % beside services at 19 %, with a rebate line. */
export const mixedRates: Invoice = {
  ...simple,
  number: '2026-0044',
  lines: [
    simple.lines[0],
    line(
      {
        name: 'Fachbuch „Notfallhandbuch für Handwerksbetriebe“',
        quantity: '3',
        unit: 'C62',
        unitPrice: '39.99',
        net: 11997,
        vatRate: '7',
      },
      '2'
    ),
    line({ name: 'Treuerabatt', quantity: '1', unit: 'LS', unitPrice: '-50.00', net: -5000 }, '3'),
  ],
  vatBreakdown: [
    { category: 'S', rate: '19', net: 109770, tax: 20856, exemptionReason: null },
    { category: 'S', rate: '7', net: 11997, tax: 840, exemptionReason: null },
  ],
  totals: { net: 121767, vat: 21696, gross: 143463, payable: 143463 },
}

/** The first invoice taken back in full. */
export const cancellation: Invoice = {
  ...simple,
  number: '2026-0045',
  kind: 'cancellation',
  cancels: { number: '2026-0042', issueDate: '2026-11-30' },
  issueDate: '2026-12-02',
  dueDate: null,
  paymentTerms: null,
  notes: [],
  lines: simple.lines.map((each) => ({
    ...each,
    quantity: `-${each.quantity}`,
    net: -each.net,
  })),
  vatBreakdown: [{ category: 'S', rate: '19', net: -170477, tax: -32391, exemptionReason: null }],
  totals: { net: -170477, vat: -32391, gross: -202868, payable: -202868 },
}

/** A town with its Leitweg-ID. */
export const publicBody: Invoice = {
  ...simple,
  number: '2026-0046',
  buyer: {
    ...simple.buyer,
    name: 'Stadt Musterhausen, Amt für Digitalisierung',
    kind: 'public',
    vatId: null,
    buyerReference: '04011000-1234512345-06',
    electronicAddress: { scheme: '0204', value: '04011000-1234512345-06' },
  },
}

/** The same invoice for an English-speaking customer, posted to another address. */
export const english: Invoice = {
  ...simple,
  number: '2026-0047',
  language: 'en',
  serviceKind: 'IT services and software rental',
  notes: ['Thank you for your business.'],
  paymentTerms: { text: 'Payable within 14 days without deduction.', days: 14 },
  postalAddress: {
    name: 'Hünefeld Accounts Payable',
    street: '12 Harbour Road',
    extra: null,
    postcode: 'D02 X285',
    city: 'Dublin',
    country: 'IE',
  },
}

const lineCount = 120

/** 120 lines of 12,34 € each and 60 times behind them. */
export const longWithTimes: Invoice = {
  ...simple,
  number: '2026-0048',
  lines: Array.from({ length: lineCount }, (_, index) =>
    line(
      {
        name: `Datensicherung Server ${index + 1}`,
        description:
          index % 7 === 0
            ? 'Tägliche Sicherung mit Rücksicherungstest, verschlüsselt in zwei Rechenzentren; Aufbewahrung 90 Tage, Prüfprotokoll monatlich.'
            : null,
        quantity: '2',
        unit: 'MON',
        unitPrice: '6.17',
        net: 1234,
      },
      String(index + 1)
    )
  ),
  vatBreakdown: [{ category: 'S', rate: '19', net: 148080, tax: 28135, exemptionReason: null }],
  totals: { net: 148080, vat: 28135, gross: 176215, payable: 176215 },
  times: Array.from({ length: 60 }, (_, index) => ({
    date: `2026-11-${String((index % 28) + 1).padStart(2, '0')}`,
    ticketNumber: String(10420 + index),
    person: index % 2 ? 'Łukasz Dvořák' : 'Ayşe Yıldırım-Großmann',
    text:
      index % 5 === 0
        ? 'Telefonat mit Frau Hünefeld, Fehlerbild aufgenommen, Postfach neu verbunden, Zwischenspeicher geleert und mit der Anwenderin getestet.'
        : 'Drucker an der Theke wieder verbunden.',
    minutes: 25,
    billedMinutes: index % 4 === 0 ? 0 : 30,
    outcome: index % 4 === 0 ? 'im Kontingent' : null,
  })),
}

export const samples = {
  simple,
  reverseCharge,
  mixedRates,
  cancellation,
  publicBody,
  english,
  longWithTimes,
}
