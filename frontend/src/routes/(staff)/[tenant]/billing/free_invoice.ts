import type { ComboboxItem } from '#lib/ui/Combobox.svelte'
import type { PageData } from './documents/[reference]/$types'

/** What the API takes. */
export interface FreeInvoice {
  accountNumber: number
  debtorAccountNumber: number | null
  companyId: string | null
  subject: string
  supplyFrom: string
  supplyTo: string
  poReference: string | null
  lines: {
    itemNumber: string | null
    description: string
    quantity: string
    unit: string
    unitPrice: string
    vatGroup: 'standard' | 'reduced'
    costCentre: string | null
  }[]
}

/** A line while it is typed: amounts may still be empty. */
export interface TypedLine {
  key: number
  item: ComboboxItem | null
  description: string
  quantity: string | null
  unit: string
  unitPrice: string | null
  vatGroup: string
  costCentre: string | null
}

export interface TypedInvoice {
  account: ComboboxItem | null
  debtor: ComboboxItem | null
  companyId: string | null
  subject: string
  supplyFrom: string | null
  supplyTo: string | null
  poReference: string
  lines: TypedLine[]
}

export const emptyLine = (key: number): TypedLine => ({
  key,
  item: null,
  description: '',
  quantity: '1',
  unit: 'C62',
  unitPrice: null,
  vatGroup: 'standard',
  costCentre: null,
})

export function emptyInvoice(): TypedInvoice {
  const today = new Date().toLocaleDateString('sv-SE')
  return {
    account: null,
    debtor: null,
    companyId: null,
    subject: '',
    supplyFrom: today,
    supplyTo: today,
    poReference: '',
    lines: [emptyLine(1)],
  }
}

export function invoiceOf(document: PageData['document']): TypedInvoice {
  const item = ({ number, name }: { number: number; name: string }) => ({
    id: String(number),
    title: name,
    detail: String(number),
  })
  return {
    account: item(document.account),
    debtor: document.debtor.number === document.account.number ? null : item(document.debtor),
    companyId: document.company.id,
    subject: document.subject,
    supplyFrom: document.supplyFrom,
    supplyTo: document.supplyTo,
    poReference: document.poReference ?? '',
    lines: document.lines.map((line) => ({
      key: line.position,
      item: line.itemNumber ? { id: line.itemNumber, title: line.itemNumber } : null,
      description: line.description,
      quantity: trimmed(line.quantity),
      unit: line.unit,
      unitPrice: trimmed(line.unitPrice),
      vatGroup: line.taxCase === 'DE7' ? 'reduced' : 'standard',
      costCentre: line.costCentre,
    })),
  }
}

export const wholeInvoice = (typed: TypedInvoice): FreeInvoice => ({
  accountNumber: Number(typed.account?.id ?? 0),
  debtorAccountNumber: typed.debtor ? Number(typed.debtor.id) : null,
  companyId: typed.companyId,
  subject: typed.subject,
  supplyFrom: typed.supplyFrom ?? '',
  supplyTo: typed.supplyTo ?? '',
  poReference: typed.poReference || null,
  lines: typed.lines.map((line) => ({
    itemNumber: line.item?.id ?? null,
    description: line.description,
    quantity: line.quantity ?? '',
    unit: line.unit,
    unitPrice: line.unitPrice ?? '',
    vatGroup: line.vatGroup === 'reduced' ? 'reduced' : 'standard',
    costCentre: line.costCentre || null,
  })),
})

/** `1.500000` as it comes from the database is `1.5` to a person. */
const trimmed = (decimal: string) =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal

/** Quantity × price in minor units, half up, in whole millionths: a float would lose cents. */
export function lineNet({
  quantity,
  unitPrice,
}: Pick<TypedLine, 'quantity' | 'unitPrice'>): number {
  const product = millionths(quantity) * millionths(unitPrice) * 100n
  const half = 500_000_000_000n
  const rounded = ((product < 0n ? -product : product) + half) / 1_000_000_000_000n
  return Number(product < 0n ? -rounded : rounded)
}

function millionths(decimal: string | null): bigint {
  const [whole, fraction = ''] = (decimal ?? '0').replace('-', '').split('.')
  const value = BigInt(whole + fraction.padEnd(6, '0').slice(0, 6))
  return decimal?.startsWith('-') ? -value : value
}
