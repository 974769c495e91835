import type { ListedDocument } from '#documents/document_list'
import type { BillingAccount } from '#documents/parties'
import type { ChargeExplanation } from '#charges/time_annex'
import { noteTexts, type Reader } from '#charges/note_text'

/** The format a buyer gets: public bodies the one they are bound to. */
export const profile = (kind: BillingAccount['kind']) =>
  kind === 'public_body' ? 'XRechnung' : 'ZUGFeRD'

export function listedDocument(row: ListedDocument) {
  const {
    accountNumber,
    accountName,
    heldAt,
    sentAt,
    exportedAt,
    createdAt,
    deliveryDueAt,
    billingMonth,
    ...document
  } = row
  return {
    ...document,
    state: stateOf(row),
    account: { number: accountNumber, name: accountName },
    billingMonth: billingMonth?.slice(0, 7) ?? null,
    heldAt: heldAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
    exportedAt: exportedAt?.toISOString() ?? null,
    deliveryDueAt: deliveryDueAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }
}

function stateOf({ number, cancelledBy }: ListedDocument): 'draft' | 'issued' | 'cancelled' {
  if (!number) return 'draft'
  return cancelledBy ? 'cancelled' : 'issued'
}

export interface ShownLine {
  id: string
  position: number
  itemNumber: string | null
  description: string
  quantity: string
  unit: string
  unitPrice: string
  net: number
  taxCase: string
  vatRate: string
  revenueAccount: number
  periodFrom: string
  periodTo: string
  poReference: string | null
  costCentre: string | null
  site: string | null
  explanation: ChargeExplanation | null
}

export function documentLine({ explanation, ...line }: ShownLine, reader: Reader) {
  return { ...line, notes: explanation ? noteTexts(explanation.notes, reader) : [] }
}
