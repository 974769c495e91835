import { Decimal } from 'decimal.js'
import { lineTotal } from '#core/money'
import type { Charge, MonthInput } from '#charges/charge_shapes'

type Draft = Omit<Charge, 'accountId' | 'contractId' | 'net' | 'coverage'> & {
  coverage?: Charge['coverage']
}

/** A charge with what all charges of the month share: owner, net, the contract's references and their warnings. */
export function draftCharge(input: MonthInput, draft: Draft): Charge {
  const { accountId, contractId, poRequired } = input
  const poReference = draft.poReference ?? input.poReference
  const missing = poRequired && poReference === null
  return {
    ...draft,
    accountId,
    contractId,
    quantity: plain(draft.quantity),
    unitPrice: plain(draft.unitPrice),
    net: lineTotal(draft.quantity, draft.unitPrice),
    servedSiteId: draft.servedSiteId ?? input.servedSiteId,
    poReference,
    costCentre: draft.costCentre ?? input.costCentre,
    coverage: draft.coverage ?? [],
    warnings: missing
      ? [...draft.warnings, { code: 'po_reference_missing', params: {} }]
      : draft.warnings,
  }
}

/** amount × part ÷ whole to the six decimals of a quantity, half up, so that the printed numbers give the printed net. */
export function share(amount: string | number, part: number, whole: number): string {
  return new Decimal(amount)
    .times(part)
    .div(whole)
    .toDecimalPlaces(6, Decimal.ROUND_HALF_UP)
    .toFixed()
}

export function activeOn(row: { startsOn: string; endsOn: string | null }, day: string): boolean {
  return row.startsOn <= day && (row.endsOn === null || day <= row.endsOn)
}

/** Sorts by the given keys, by code points: a language's order would depend on the machine. Null comes last. */
export function inOrder<Row>(
  rows: Row[],
  ...keys: ((row: Row) => string | number | null)[]
): Row[] {
  return rows.toSorted((one, other) => {
    for (const key of keys) {
      const [left, right] = [key(one), key(other)]
      if (left !== right) {
        return right === null || (left !== null && left < right) ? -1 : 1
      }
    }
    return 0
  })
}

/** '1.500000' from the database and '1.5' are the same. */
function plain(decimal: string): string {
  return new Decimal(decimal).toFixed()
}
