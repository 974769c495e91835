import type { Consumer } from '#core/consumers'
import { record, type RecordedEvent } from '#core/events'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { Ticket } from '#tickets/ticket'
import { recomputeSla } from '#tickets/ticket_sla'
import { OPEN } from '#tickets/ticket_status'

/** How many tickets one transaction locks: their people wait that long at most. */
const BATCH = 100
/** Of a change of a policy or a calendar, what due times follow from; names and defaults do not move them. */
const MATTERS = ['calendarId', 'warnPercent', 'targets', 'timeZone', 'state', 'alwaysOpen', 'hours']

/**
 * Open tickets follow what their SLA or its calendar has become. Solved ones stay as they were judged; reopened, they
 * are computed anew anyway. Computing twice changes nothing.
 */
export const slaConsumer: Consumer = {
  name: 'ticket_sla',
  listens: [
    'sla_policy.updated',
    'calendar.updated',
    'calendar.holidays_changed',
    'sla_policy.recompute_due',
  ],
  once: true,
  async handle(event) {
    if (event.type === 'sla_policy.recompute_due') return recompute(event)
    const { changed } = event.payload as { changed?: string[] }
    if (changed && !changed.some((name) => MATTERS.includes(name))) return
    for (const policyId of await policiesOf(event)) await divide(policyId)
  },
}

async function policiesOf({ subjectType, subjectId }: RecordedEvent): Promise<string[]> {
  if (subjectType === 'sla_policy') return [subjectId]
  const rows = await sql<{ id: string }>('select id from sla_policies where calendar_id = ?', [
    subjectId,
  ])
  return rows.map(({ id }) => id)
}

/** Each batch is a delivery and a transaction of its own: one that fails is tried again alone. */
async function divide(policyId: string): Promise<void> {
  const batches = await sql<{ first: string; last: string }>(
    `select (array_agg(id order by id))[1] as first, (array_agg(id order by id desc))[1] as last
     from (select id, (row_number() over (order by id) - 1) / ? as batch
           from tickets where sla_policy_id = ? and category in ('new', 'open', 'pending')) numbered
     group by batch order by batch`,
    [BATCH, policyId]
  )
  for (const { first, last } of batches)
    await record({
      type: 'sla_policy.recompute_due',
      subject: { type: 'sla_policy', id: policyId },
      payload: { first, last },
    })
}

async function recompute({ subjectId, payload }: RecordedEvent): Promise<void> {
  const { first, last } = payload as { first: string; last: string }
  // Locked before they are read, so that an answer that is being sent right now is seen.
  const tickets = await Ticket.query()
    .where('slaPolicyId', subjectId)
    .whereIn('category', OPEN)
    .whereBetween('id', [first, last])
    .orderBy('id')
    .forUpdate()
  for (const ticket of tickets) await recomputeSla(ticket, tenancy.now())
  await record({
    type: 'sla_policy.recomputed',
    subject: { type: 'sla_policy', id: subjectId },
    payload: { tickets: tickets.length },
  })
}
