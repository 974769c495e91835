import { DateTime } from 'luxon'
import { draftCharge, inOrder } from '#charges/charge_draft'
import type { BillableEntry, Charge, MonthInput, Note, TicketItem } from '#charges/charge_shapes'
import { contractLineCharge } from '#charges/contract_line_charges'
import { timeCharges } from '#charges/time_charges'

export interface MonthCharges {
  charges: Charge[]
  /**
   * What was left over: time_not_approved and rate_missing, neither of which is in any charge. And what is in the charges
   * though it was done in an earlier month: time_from_earlier_months, items_from_earlier_months.
   */
  warnings: Note[]
}

/**
 * What one account owes for one contract and month: contract lines by position, then time by day, then items used on
 * tickets by day. Neither the order of the input nor repetition changes the result, so a run may be repeated until its
 * invoices are issued; the caller leaves out entries and items that were charged before.
 */
export function monthCharges(input: MonthInput): MonthCharges {
  const lastDay = DateTime.fromISO(`${input.month}-01`).endOf('month').toFormat('yyyy-MM-dd')
  const lines = inOrder(
    input.lines,
    (line) => line.position,
    (line) => line.id
  )
  const considered = input.timeEntries.filter(
    ({ outcome, day }) => (outcome === 'billable' || outcome === 'contract') && day <= lastDay
  )
  const time = timeCharges(
    input,
    considered.filter(({ approved }) => approved)
  )
  const items = input.ticketItems.filter(({ day }) => day <= lastDay)
  const charges = [
    ...lines.flatMap((line) =>
      line.kind === 'hourly' ? [] : (contractLineCharge(input, line) ?? [])
    ),
    ...time.charges,
    ...inOrder(
      items,
      (item) => item.day,
      (item) => item.id
    ).map((item) => itemCharge(input, item)),
  ]
  return {
    charges,
    warnings: [
      ...notApproved(considered),
      ...time.warnings,
      ...fromEarlierMonths(charges, input.month),
    ],
  }
}

/** What a month sweeps up is named: someone may have told the customer that the earlier month was settled. */
function fromEarlierMonths(charges: Charge[], month: string): Note[] {
  const late = (code: string) =>
    inOrder(
      charges
        .flatMap(({ explanation }) => explanation)
        .filter((note) => note.code === code && String(note.params.day) < month),
      ({ params }) => params.day
    )
  const [times, items] = [late('time_entry'), late('ticket_item')]
  const minutes = times.reduce((sum, { params }) => sum + Number(params.minutes), 0)
  const notes: Note[] = []
  if (times.length > 0)
    notes.push({
      code: 'time_from_earlier_months',
      params: { minutes, from: times[0].params.day },
    })
  if (items.length > 0)
    notes.push({
      code: 'items_from_earlier_months',
      params: { items: items.length, from: items[0].params.day },
    })
  return notes
}

function itemCharge(input: MonthInput, item: TicketItem): Charge {
  const { id, ticketNumber, day, ...sold } = item
  return draftCharge(input, {
    ...sold,
    key: `ticket_item:${id}`,
    contractLineId: null,
    periodFrom: day,
    periodTo: day,
    facts: [{ type: 'ticket_item', id }],
    explanation: [{ code: 'ticket_item', params: { id, ticketNumber, day } }],
    warnings: [],
  })
}

function notApproved(considered: BillableEntry[]): Note[] {
  const waiting = considered.filter(({ approved }) => !approved)
  const minutes = waiting.reduce((sum, entry) => sum + entry.minutes, 0)
  return waiting.length === 0
    ? []
    : [{ code: 'time_not_approved', params: { entries: waiting.length, minutes } }]
}
