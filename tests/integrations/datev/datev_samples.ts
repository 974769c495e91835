import type { BookingBatch, BookingRow } from '@kontor/datev/booking_batch'
import type { BookableDocument, BookableGroup } from '@kontor/datev/booking_rows'
import { DatevError, type DatevErrorCode } from '@kontor/datev/datev_error'

/** The client of DATEV's published sample files. */
export const client = {
  consultantNumber: 29098,
  clientNumber: 55003,
  fiscalYearStart: '2026-01-01',
  accountLength: 4,
  chart: 'SKR03',
  createdAt: '2026-12-01T08:05:09.007+01:00',
} as const

export const row: BookingRow = {
  amount: 119_00,
  side: 'S',
  account: '10001',
  contraAccount: '8400',
  documentDate: '2026-11-05',
  documentField1: 'RE-2026-0001',
  bookingText: 'Muster GmbH, Wartung November',
}

export function batch(changes: Partial<BookingBatch> = {}): BookingBatch {
  return {
    ...client,
    from: '2026-11-01',
    to: '2026-11-30',
    label: 'Rechnungen 11/2026',
    fixation: 0,
    currency: 'EUR',
    rows: [row],
    ...changes,
  }
}

export const group: BookableGroup = {
  revenueAccount: '8400',
  automatic: true,
  taxCase: 'DE19',
  vatRate: '19.00',
  net: 100_00,
}

export function invoice(changes: Partial<BookableDocument> = {}): BookableDocument {
  return {
    number: 'RE-2026-0001',
    kind: 'invoice',
    date: '2026-11-05',
    dueDate: '2026-11-19',
    debtorNumber: 10001,
    accountName: 'Muster GmbH',
    subject: 'Wartung November',
    customerCountry: 'DE',
    gross: 119_00,
    groups: [group],
    ...changes,
  }
}

/** What a refused call says, or a failure if it was not refused. */
export function refusal(call: () => unknown): {
  code: DatevErrorCode
  field: string
  value: unknown
  subject?: string
} {
  try {
    call()
  } catch (error) {
    if (!(error instanceof DatevError)) throw error
    const { code, field, value, subject } = error
    return { code, field, value, subject }
  }
  throw new Error('nothing was refused')
}
