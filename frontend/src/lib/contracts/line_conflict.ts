import { assetTypeName } from '../assets/asset_words.ts'
import { date, duration, number } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { kindName } from './contract_words.ts'
import type { LineDraft } from './line_draft.ts'

/** The grid as what two people can change apart: each line for itself, in their order. */
export const linesApart = (lines: LineDraft[]): Record<string, LineDraft> =>
  Object.fromEntries(lines.map((line) => [line.key, line]))

/** What the other one has added comes last; what one of the two has taken out is gone. */
export const linesTogether = (lines: Record<string, unknown>): LineDraft[] =>
  (Object.values(lines) as (LineDraft | undefined)[]).filter((line) => line !== undefined)

/** "Pauschale, 2 × 49,90 €, ab 01.01.2026" and what else was agreed. */
export function lineText(line: LineDraft | undefined, workName: (id: string) => string): string {
  if (!line) return m.contracts_line_gone()
  const { kind, item, quantity, unitPrice, assetType, workTypeId, includedMinutes } = line
  const counted =
    kind === 'per_asset'
      ? assetType && assetTypeName(assetType)
      : kind !== 'hourly' && quantity && `${number(quantity)} ×`
  return [
    [kindName(kind), item?.title].filter(Boolean).join(': '),
    line.description,
    [counted, unitPrice && `${number(unitPrice)} €`].filter(Boolean).join(' '),
    workTypeId && workName(workTypeId),
    includedMinutes && `${m.contracts_line_included()}: ${duration(includedMinutes)}`,
    line.validFrom && `${m.contracts_line_from()} ${date(line.validFrom)}`,
    line.validTo && `${m.contracts_line_to()} ${date(line.validTo)}`,
  ]
    .filter(Boolean)
    .join('\n')
}
