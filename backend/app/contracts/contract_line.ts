import { ContractLineSchema } from '#database/schema'
import { refused } from '#core/errors'
import { sql, type Binding } from '#core/sql'
import type { AssetType } from '#assets/asset'

export type LineKind = 'flat' | 'per_asset' | 'hourly' | 'block_hours'

export interface LineInput {
  id?: string
  kind: LineKind
  itemNumber: string
  description?: string | null
  /** decimals; the quantity of `flat` and `block_hours` only, the others count devices or minutes */
  quantity?: string
  unitPrice: string
  assetType?: AssetType | null
  workTypeId?: string | null
  includedMinutes?: number | null
  /** days, both included */
  validFrom: string
  validTo?: string | null
}

export class ContractLine extends ContractLineSchema {
  static table = 'contract_lines'
  declare kind: LineKind
}

/** A line that may be saved: its item is found, and what its kind has no use for is gone. */
export interface CheckedLine extends ReturnType<typeof meaningful> {
  id?: string
  itemId: string
  position: number
}

/**
 * Makes the list be as given, in its order.
 * @throws the refusals of checkedLines; in_use (409) when a line that is left out was billed
 */
export async function replaceLines(contractId: string, lines: LineInput[]): Promise<void> {
  const checked = await checkedLines(contractId, lines)
  const existing = await ContractLine.query().where('contract_id', contractId)
  const byId = new Map(existing.map((line) => [line.id, line]))
  for (const { id, ...fields } of checked) {
    const line = id ? byId.get(id)! : new ContractLine().merge({ contractId, version: 1 })
    await line.merge(fields).save()
    byId.delete(line.id)
  }
  await sql('delete from contract_lines where id = any(?::uuid[])', [[...byId.keys()]])
}

/**
 * The lines as they would be saved; writes nothing. Refusals name the line and the field, e.g. `lines.2.itemNumber`.
 * @throws item_unknown, work_type_unknown, line_unknown, line_ends_before_start, block_minutes_missing (422)
 */
export async function checkedLines(contractId: string, lines: LineInput[]): Promise<CheckedLine[]> {
  const own = await idsOf('select id::text as key, id from contract_lines where contract_id = ?', [
    contractId,
  ])
  const items = await idsOf('select number as key, id from items where number = any(?)', [
    lines.map((line) => line.itemNumber),
  ])
  const workTypes = await idsOf(
    'select id::text as key, id from work_types where id = any(?::uuid[])',
    [lines.flatMap((line) => line.workTypeId ?? [])]
  )
  return lines.map((input, index) => {
    const refuse = (code: string, name: string) =>
      refused(code, { line: index + 1 }, `lines.${index}.${name}`)
    const itemId = items.get(input.itemNumber)
    if (!itemId) throw refuse('item_unknown', 'itemNumber')
    if (input.workTypeId && !workTypes.has(input.workTypeId))
      throw refuse('work_type_unknown', 'workTypeId')
    if (input.validTo && input.validTo < input.validFrom)
      throw refuse('line_ends_before_start', 'validTo')
    if (input.kind === 'block_hours' && !input.includedMinutes)
      throw refuse('block_minutes_missing', 'includedMinutes')
    // Taken out, so that the same line does not come twice.
    if (input.id && !own.delete(input.id)) throw refuse('line_unknown', 'id')
    return { ...meaningful(input), id: input.id, itemId, position: index + 1 }
  })
}

/** What the kind has no use for is not kept, so that no hidden value counts when someone reads the row. */
function meaningful({ kind, description, quantity, unitPrice, validFrom, ...input }: LineInput) {
  const isWork = kind !== 'per_asset'
  return {
    kind,
    unitPrice,
    validFrom,
    validTo: input.validTo ?? null,
    description: description ?? null,
    quantity: kind === 'flat' || kind === 'block_hours' ? (quantity ?? '1') : '1',
    assetType: kind === 'per_asset' ? (input.assetType ?? null) : null,
    workTypeId: isWork ? (input.workTypeId ?? null) : null,
    includedMinutes:
      kind === 'flat' || kind === 'block_hours' ? (input.includedMinutes ?? null) : null,
  }
}

async function idsOf(query: string, bindings: Binding[]): Promise<Map<string, string>> {
  const rows = await sql<{ key: string; id: string }>(query, bindings)
  return new Map(rows.map(({ key, id }) => [key, id]))
}
