import { DateTime } from 'luxon'
import type { ContractPreview } from '#billing/contract_preview'
import type { Reader } from '#charges/note_text'
import { chargeLine, problemLine } from '#billing/run_transformer'

/** The contract's part of an invoice that is not written yet; every charge names the line that it comes from. */
export function contractPreview({ month, document, places }: ContractPreview, reader: Reader) {
  const charges = document?.charges ?? []
  const totals = document?.draft?.totals
  const net = charges.reduce((sum, charge) => sum + charge.net, 0)
  return {
    month,
    /** the day on which devices are counted */
    countedOn: DateTime.fromISO(`${month}-01`).endOf('month').toISODate()!,
    net,
    /** null where the tax is not known, see problems */
    gross: totals?.gross ?? (net === 0 ? 0 : null),
    vat: (totals?.breakdown ?? []).map(({ category, rate, tax }) => ({ category, rate, tax })),
    problems: (document?.problems ?? []).map((problem) => problemLine(problem, reader)),
    charges: charges.map((charge, index) => ({
      ...chargeLine(charge, reader),
      /** the place of its line in what was sent; null for what was used on tickets */
      line: places[index],
    })),
  }
}
