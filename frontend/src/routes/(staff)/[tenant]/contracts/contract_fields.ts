import type { AccountChoice } from '#lib/assets/choices.ts'
import type { Contract } from '#lib/contracts/contract_words.ts'

export interface ContractValues {
  account: AccountChoice | null
  name: string
  startsOn: string | null
  slaPolicyId: string
  poReference: string
  poRequired: boolean
  costCentre: string
  roundingScope: Contract['roundingScope']
  roundingStep: number | null
  roundingMinimum: number | null
  note: string
}

/** A new contract begins with the coming month, which is what most of them do. */
export function contractValues(contract?: Contract): ContractValues {
  return {
    account: null,
    name: contract?.name ?? '',
    startsOn: contract?.startsOn ?? firstOfNextMonth(),
    slaPolicyId: contract?.slaPolicyId ?? '',
    poReference: contract?.poReference ?? '',
    poRequired: contract?.poRequired ?? false,
    costCentre: contract?.costCentre ?? '',
    roundingScope: contract?.roundingScope ?? 'entry',
    roundingStep: contract?.roundingStep ?? 15,
    roundingMinimum: contract?.roundingMinimum ?? 0,
    note: contract?.note ?? '',
  }
}

export function contractBody(values: ContractValues) {
  return {
    name: values.name,
    startsOn: values.startsOn ?? '',
    slaPolicyId: values.slaPolicyId || null,
    poReference: values.poReference || null,
    poRequired: values.poRequired,
    costCentre: values.costCentre || null,
    roundingScope: values.roundingScope,
    roundingStep: values.roundingStep ?? 15,
    roundingMinimum: values.roundingMinimum ?? 0,
    note: values.note || null,
  }
}

function firstOfNextMonth(): string {
  const now = new Date()
  return new Date(now.getFullYear(), now.getMonth() + 1, 1).toLocaleDateString('sv-SE')
}
