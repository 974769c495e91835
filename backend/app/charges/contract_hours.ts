import { DateTime } from 'luxon'
import { sql } from '#core/sql'
import { loadMonthFacts } from '#charges/month_facts'
import { monthInputs } from '#charges/month_input'
import { timeCharges } from '#charges/time_charges'

export interface ContractHours {
  /** 'YYYY-MM' */
  month: string
  includedMinutes: number
  leftMinutes: number
}

/**
 * What a contract's hourly lines and block hours include in the month, and what of it is still free: less what issued
 * invoices took, and less what the month's work would take if it were billed now, by the very rule that bills it.
 * Work that nobody has approved yet counts, as it has been done. Null where the contract includes no hours.
 * @param month 'YYYY-MM' in the tenant's time zone
 */
export async function contractHours(
  contract: { id: string; accountId: string },
  month: string
): Promise<ContractHours | null> {
  const facts = await loadMonthFacts(month, contract.accountId)
  const found = monthInputs(month, facts).find(({ input }) => input.contractId === contract.id)
  if (!found) return null
  const { input } = found
  const first = `${month}-01`
  const last = DateTime.fromISO(first).endOf('month').toISODate()!
  const inForce = (line: { startsOn: string; endsOn: string | null }) =>
    line.startsOn <= last && (line.endsOn === null || line.endsOn >= first)
  const allowances = [
    ...input.lines.flatMap((line) =>
      line.kind === 'hourly' && line.includedMinutes !== 'unlimited' && inForce(line)
        ? [{ id: line.id, minutes: line.includedMinutes }]
        : []
    ),
    ...input.blockHours
      .filter(inForce)
      .map(({ id, minutesLeft }) => ({ id, minutes: minutesLeft })),
  ]
  const includedMinutes = await includedIn(allowances.map(({ id }) => id))
  if (includedMinutes === 0) return null
  // What an earlier month has left unbilled is that month's to take.
  const worked = input.timeEntries.filter(({ day }) => day >= first && day <= last)
  const taken = timeCharges(input, worked).charges.flatMap(({ coverage }) => coverage)
  const sum = (list: { minutes: number }[]) =>
    list.reduce((total, { minutes }) => total + minutes, 0)
  return { month, includedMinutes, leftMinutes: sum(allowances) - sum(taken) }
}

async function includedIn(lineIds: string[]): Promise<number> {
  const [{ minutes }] = await sql<{ minutes: number }>(
    'select coalesce(sum(included_minutes), 0)::int as minutes from contract_lines where id = any(?::uuid[])',
    [lineIds]
  )
  return minutes
}
