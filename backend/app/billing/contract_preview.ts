import { sql } from '#core/sql'
import type { Contract } from '#contracts/contract'
import { checkedLines, type CheckedLine, type LineInput } from '#contracts/contract_line'
import {
  loadMonthFacts,
  type ContractLineRow,
  type ContractRow,
  type MonthFacts,
} from '#charges/month_facts'
import { documentsOf, type RunDocument } from '#billing/run_documents'
import type { VatGroup } from '#charges/vat'

export interface ContractPreview {
  month: string
  /** Null where nothing would be billed: no line is in force, or the contract begins later. */
  document: RunDocument | null
  /** For each charge of the document the place of its line, null for time and items of tickets. */
  places: (number | null)[]
}

/**
 * What a contract would bring to the invoice of a month if these were its lines: the billing run over the facts of the
 * month with the lines exchanged. Work of earlier months belongs to their invoices and is left out. Writes nothing.
 * @throws the refusals of checkedLines
 */
export async function previewContract(
  contract: Contract,
  input: LineInput[],
  month: string
): Promise<ContractPreview> {
  const lines = await checkedLines(contract.id, input)
  const facts = await loadMonthFacts(month, contract.accountId)
  const own = facts.contracts.filter(({ id }) => id === contract.id)
  const rows = await lineRows(contract, lines)
  const [document = null] = await documentsOf(month, exchanged(facts, own, rows, `${month}-01`))
  const places = new Map(rows.map(({ id }, index) => [id, index]))
  return {
    month,
    document,
    places: (document?.charges ?? []).map(
      ({ contractLineId }) => places.get(contractLineId ?? '') ?? null
    ),
  }
}

/** The facts of this one contract with other lines. */
function exchanged(
  facts: MonthFacts,
  contracts: ContractRow[],
  lines: ContractLineRow[],
  first: string
): MonthFacts {
  const ids = new Set(contracts.map(({ id }) => id))
  const isOwn = (row: { contract_id: string | null }) => ids.has(row.contract_id ?? '')
  return {
    ...facts,
    contracts,
    lines: lines.filter(isOwn),
    times: facts.times.filter((row) => isOwn(row) && row.work_date >= first),
    items: facts.items.filter((row) => isOwn(row) && row.supplied_on >= first),
  }
}

/** As month_facts reads them: a new line has no id yet, and none begins before or ends after the contract. */
async function lineRows(contract: Contract, lines: CheckedLine[]): Promise<ContractLineRow[]> {
  const rows = await sql<{ id: string; name: string; unit: string; vat_group: VatGroup }>(
    'select id, name, unit, vat_group from items where id = any(?::uuid[])',
    [lines.map(({ itemId }) => itemId)]
  )
  const items = new Map(rows.map((item) => [item.id, item]))
  const ends = (validTo: string | null) =>
    [validTo, contract.endsOn].filter((day) => day !== null).toSorted()[0] ?? null
  return lines.map((line) => {
    const { name, unit, vat_group } = items.get(line.itemId)!
    return {
      id: line.id ?? `new ${line.position}`,
      contract_id: contract.id,
      position: line.position,
      kind: line.kind,
      item_id: line.itemId,
      description: line.description || name,
      quantity: line.quantity,
      unit,
      unit_price: line.unitPrice,
      vat_group,
      asset_type: line.assetType,
      work_type_id: line.workTypeId,
      included_minutes: line.includedMinutes,
      starts_on: line.validFrom > contract.startsOn ? line.validFrom : contract.startsOn,
      ends_on: ends(line.validTo),
    }
  })
}
