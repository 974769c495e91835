import type { Charge } from '#charges/charge_shapes'
import type { Problem } from '#documents/document_shapes'
import { profile } from '#documents/document_transformer'
import { noteTexts, problemText, type Reader } from '#charges/note_text'
import type { RunRow } from '#billing/billing_run'

/** One customer's part of the run: what it costs, why, and what someone should look at before. */
export function runRow(row: RunRow, reader: Reader) {
  const { draft, charges } = row
  return {
    documentId: row.documentId,
    heldAt: row.heldAt?.toISOString() ?? null,
    account: { number: row.account.number, name: row.account.name },
    company: { id: row.company.id, name: row.company.name },
    format: profile(row.account.kind),
    net: draft?.totals.net ?? charges.reduce((sum, { net }) => sum + net, 0),
    vat: draft?.totals.tax ?? null,
    gross: draft?.totals.gross ?? null,
    previousNet: row.previousNet,
    canBeIssued: draft !== null && row.problems.every(({ blocks }) => !blocks),
    problems: row.problems.map((problem) => problemLine(problem, reader)),
    lines: charges.map((charge) => chargeLine(charge, reader)),
  }
}

export const problemLine = (problem: Problem, reader: Reader) => ({
  code: problem.code,
  blocks: problem.blocks,
  text: problemText(problem, reader),
})

/** A charge and why it is what it is. */
export const chargeLine = (charge: Charge, reader: Reader) => ({
  key: charge.key,
  description: charge.description,
  quantity: charge.quantity,
  unit: charge.unit,
  unitPrice: charge.unitPrice,
  net: charge.net,
  periodFrom: charge.periodFrom,
  periodTo: charge.periodTo,
  notes: noteTexts(charge.explanation, reader),
})

/** The figures above the run; held documents are counted and not summed. */
export function runTotals(rows: RunRow[]) {
  const counted = rows.filter(({ draft, heldAt }) => draft && !heldAt)
  const sum = (amount: (row: RunRow) => number) =>
    counted.reduce((total, row) => total + amount(row), 0)
  return {
    net: sum(({ draft }) => draft!.totals.net),
    vat: sum(({ draft }) => draft!.totals.tax),
    gross: sum(({ draft }) => draft!.totals.gross),
    held: rows.filter(({ heldAt }) => heldAt).length,
    unapprovedMinutes: rows
      .flatMap(({ problems }) => problems)
      .filter(({ code }) => code === 'time_not_approved')
      .reduce((total, { params }) => total + Number(params.minutes), 0),
  }
}
