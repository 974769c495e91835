import type { AssetType } from '../assets/asset_words.ts'
import type { ItemChoice } from '../assets/choices.ts'
import type { Contract, LineKind } from './contract_words.ts'

/** A line while it is typed: as the controls of the grid hold it. */
export interface LineDraft {
  /** Stays with the row while it moves; new lines have no id of the server's yet. */
  key: string
  id?: string
  kind: LineKind
  item: ItemChoice | null
  description: string
  quantity: string | null
  unitPrice: string | null
  /** '' counts every type */
  assetType: AssetType | ''
  /** '' covers any work */
  workTypeId: string
  includedMinutes: number | null
  validFrom: string | null
  validTo: string | null
}

export type AssetCounts = Contract['assetCounts']

export function draftsOf({ lines }: Contract): LineDraft[] {
  return lines.map((line) => ({
    key: line.id,
    id: line.id,
    kind: line.kind,
    item: {
      id: line.itemNumber,
      title: line.itemName,
      detail: line.itemNumber,
      unit: line.itemUnit,
      price: line.unitPrice,
    },
    description: line.description ?? '',
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    assetType: line.assetType ?? '',
    workTypeId: line.workTypeId ?? '',
    includedMinutes: line.includedMinutes,
    validFrom: line.validFrom,
    validTo: line.validTo,
  }))
}

export function newDraft(validFrom: string): LineDraft {
  return {
    key: crypto.randomUUID(),
    kind: 'flat',
    item: null,
    description: '',
    quantity: '1',
    unitPrice: null,
    assetType: '',
    workTypeId: '',
    includedMinutes: null,
    validFrom,
    validTo: null,
  }
}

/** True for the row at the end that nobody has typed into yet. */
export const isUntouched = (line: LineDraft): boolean =>
  !line.id && !line.item && line.description === '' && line.unitPrice === null

/** True once the line can be calculated; until then it is merely being typed. */
export const isComplete = (line: LineDraft): boolean =>
  line.item !== null &&
  line.unitPrice !== null &&
  line.validFrom !== null &&
  (line.kind !== 'block_hours' || line.includedMinutes !== null)

export function lineBody(line: LineDraft) {
  return {
    id: line.id,
    kind: line.kind,
    itemNumber: line.item?.id ?? '',
    description: line.description || null,
    quantity: line.quantity ?? undefined,
    unitPrice: line.unitPrice ?? '',
    assetType: line.assetType || null,
    workTypeId: line.workTypeId || null,
    includedMinutes: line.includedMinutes,
    validFrom: line.validFrom ?? '',
    validTo: line.validTo,
  }
}

/** How many devices the line counts today. */
export function devicesOf(line: LineDraft, counts: AssetCounts): number {
  if (line.assetType) return counts[line.assetType] ?? 0
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
