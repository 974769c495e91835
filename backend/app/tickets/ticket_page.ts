import type { DateTime } from 'luxon'
import type { KontorAbility } from '#core/ability'
import { whereAllowed } from '#core/ability_query'
import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import type { ClockReading, SlaClock } from '#tickets/sla_clock'
import type { Ticket } from '#tickets/ticket'
import { history, messages } from '#tickets/ticket_conversation'
import { readSla } from '#tickets/ticket_sla'
import { OPEN } from '#tickets/ticket_status'
import { suppliedItems } from '#tickets/supplied_items'

/** Everything the ticket's page shows, so that it opens with one request. */
export async function ticketPage(ticket: Ticket, ability: KontorAbility, now: DateTime) {
  const clock = await readSla(ticket, now)
  return {
    id: ticket.id,
    number: ticket.number,
    version: ticket.version,
    subject: ticket.subject,
    category: ticket.category,
    priority: ticket.priority,
    channel: ticket.channel,
    statusId: ticket.statusId,
    queueId: ticket.queueId,
    assigneeId: ticket.assigneeId,
    waitUntil: ticket.waitUntil?.toUTC().toISO() ?? null,
    createdAt: ticket.createdAt.toUTC().toISO()!,
    solvedAt: ticket.solvedAt?.toUTC().toISO() ?? null,
    closedAt: ticket.closedAt?.toUTC().toISO() ?? null,
    requesterEmail: ticket.requesterEmail,
    ...(await customer(ticket)),
    contract: await contract(ticket),
    asset: await asset(ticket),
    sla: clock && slaShape(ticket, clock),
    messages: await messages(ticket.id),
    history: await history(ticket.id),
    otherTickets: await otherTickets(ticket, ability),
    links: await links(ticket, ability),
    tags: (
      await db.from('ticket_tags').where('ticket_id', ticket.id).orderBy('tag').select('tag')
    ).map((row) => row.tag as string),
    participants: (
      await db.from('ticket_participants').where('ticket_id', ticket.id).select('email')
    ).map((row) => row.email as string),
    minutes: await bookedMinutes(ticket.id),
    items: await suppliedItems(ticket.id),
  }
}

async function customer(ticket: Ticket) {
  const account = ticket.accountId
    ? await db.from('accounts').where('id', ticket.accountId).first()
    : null
  const city =
    account &&
    (await db.from('account_addresses').where({ account_id: account.id, purpose: 'main' }).first())
  const contact = ticket.contactId
    ? await db.from('contacts').where('id', ticket.contactId).first()
    : null
  const phones = contact
    ? await db.from('contact_phones').where('contact_id', contact.id).orderBy('position')
    : []
  const emails = contact
    ? await db.from('contact_emails').where('contact_id', contact.id).orderBy('position')
    : []
  return {
    account: account && {
      id: account.id as string,
      number: account.number as number,
      name: account.name as string,
      city: (city?.city ?? null) as string | null,
      customerSince: account.customer_since as string | null,
      phone: account.phone as string | null,
    },
    contact: contact && {
      id: contact.id as string,
      name: [contact.given_name, contact.family_name].filter(Boolean).join(' '),
      position: contact.position as string | null,
      emails: emails.map((row) => row.email as string),
      phones: phones.map((row) => row.number as string),
    },
  }
}

async function contract(ticket: Ticket) {
  const row = ticket.contractId
    ? await db.from('contracts').where('id', ticket.contractId).first()
    : null
  return row && { number: row.number as number, name: row.name as string }
}

async function asset(ticket: Ticket) {
  const row = ticket.assetId ? await db.from('assets').where('id', ticket.assetId).first() : null
  return (
    row && {
      id: row.id as string,
      number: row.number as number,
      name: row.name as string,
      type: row.type as string,
      model: row.model as string | null,
      serialNumber: row.serial_number as string | null,
      remoteUrl: row.remote_url as string | null,
    }
  )
}

async function otherTickets(ticket: Ticket, ability: KontorAbility) {
  if (!ticket.accountId) return []
  const query = db
    .from('tickets')
    .where('tickets.account_id', ticket.accountId)
    .whereNot('tickets.id', ticket.id)
    .whereIn('tickets.category', OPEN)
    .whereNull('tickets.merged_into')
    .orderBy('tickets.created_at', 'desc')
    .limit(10)
    .select('tickets.number', 'tickets.subject')
  whereAllowed(query, ability, 'read', 'Ticket', {
    queueId: 'tickets.queue_id',
    assigneeId: 'tickets.assignee_id',
  })
  return (await query).map((row) => ({
    number: row.number as number,
    subject: row.subject as string,
  }))
}

async function links(ticket: Ticket, ability: KontorAbility) {
  const linked = await sql<{ id: string; kind: string }>(
    `select other_id as id, kind from ticket_links where ticket_id = ? union select ticket_id, kind from ticket_links where other_id = ?`,
    [ticket.id, ticket.id]
  )
  const others = db
    .from('tickets')
    .whereIn(
      'tickets.id',
      linked.map(({ id }) => id)
    )
    .orderBy('tickets.number')
  whereAllowed(others, ability, 'read', 'Ticket', {
    queueId: 'tickets.queue_id',
    assigneeId: 'tickets.assignee_id',
  })
  return (await others).map((row) => ({
    number: row.number as number,
    subject: row.subject as string,
    category: row.category as string,
    kind: linked.find(({ id }) => id === row.id)!.kind,
  }))
}

async function bookedMinutes(ticketId: string): Promise<number> {
  const [row] = await sql<{ minutes: number }>(
    'select coalesce(sum(worked_minutes), 0)::int as minutes from time_entries where ticket_id = ?',
    [ticketId]
  )
  return row.minutes
}

function slaShape(ticket: Ticket, clock: SlaClock) {
  const reading = ({ dueAt, warnAt, metAt, breachedAt, state }: ClockReading) => ({
    dueAt: dueAt?.toUTC().toISO() ?? null,
    warnAt: warnAt?.toUTC().toISO() ?? null,
    metAt: metAt?.toUTC().toISO() ?? null,
    breachedAt: breachedAt?.toUTC().toISO() ?? null,
    state,
  })
  return {
    state: ticket.slaState,
    firstResponse: reading(clock.firstResponse),
    resolution: reading(clock.resolution),
    elapsedSeconds: clock.elapsedSeconds,
    pausedSeconds: clock.pausedSeconds,
    pauses: clock.pauses.map(({ from, to, reason }) => ({
      from: from.toUTC().toISO()!,
      to: to?.toUTC().toISO() ?? null,
      reason,
    })),
    nextDueAt: clock.nextDueAt?.toUTC().toISO() ?? null,
    explanation: clock.explanation,
  }
}
