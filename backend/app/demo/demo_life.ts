import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { changed } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { storeMail } from '#mail/inbound_mail'
import { InboundMail } from '#mail/inbound_mail'
import { workingTime, type Plan } from '#demo/demo_plans'
import { demoNames } from '#demo/demo_tickets'
import type { Dice } from '#demo/dice'
import type { DemoHouse, HouseContact, HouseMember } from '#demo/demo_house'
import { takeMail } from '#tickets/mail_intake'
import { Ticket } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'
import { TicketStatus } from '#tickets/ticket_status'
import { TimeEntry } from '#time/time_entry'
import { workOnTicket } from '#time/ticket_work'

type Step = { at: DateTime; run: () => Promise<void> }

/** The steps of a ticket's life from its first message to its last, in the order of time. */
export function lifeOf(house: DemoHouse, dice: Dice, plan: Plan, until: DateTime): Step[] {
  const { at, what, technician } = plan
  let ticket: Ticket
  const steps: Step[] = [{ at, run: async () => void (ticket = await open(house, dice, plan)) }]
  const add = (at: DateTime, run: () => Promise<void>) => steps.push({ at, run })

  // Most are answered in time; some wait for their turn, and of the last days' some are still open.
  const response = workingTime(
    at.plus({
      minutes: dice.luck(0.9)
        ? dice.between(6, what.priority === 'high' ? 25 : 110)
        : dice.between(200, 500),
    })
  )
  add(response, async () => {
    await as(technician)
    await ticket.assign(technician.id)
    const status = what.waitsFor ? house.statuses[`pending:${what.waitsFor}`] : house.statuses.open
    await ticket.changeStatus(status)
    if (what.channel !== 'alert') {
      const text = `${greeting(plan.contact)},\n\nich kümmere mich darum und melde mich, sobald ich mehr weiß.`
      await answer(plan, ticket, technician, text, status.id, 5)
    }
    if (what.note) await note(ticket, technician, what.note)
  })
  const lingers = until.diff(at, 'days').days < 9 && dice.luck(0.45)
  if (lingers) return steps.filter((step) => step.at <= until)
  const done = workingTime(
    response.plus({
      minutes: dice.between(20, 200) + (what.waitsFor ? dice.between(600, 2800) : 0),
    })
  )
  add(done, async () => {
    await as(technician)
    await answer(
      plan,
      ticket,
      technician,
      `${greeting(plan.contact)},\n\n${what.answer}`,
      house.statuses.solved.id,
      what.minutes
    )
  })
  if (dice.luck(0.3)) {
    add(workingTime(done.plus({ minutes: dice.between(30, 400) })), async () => {
      await as({ kind: 'contact', id: plan.contact.id, name: plan.contact.name })
      await TicketMessage.add(ticket, {
        direction: 'in',
        channel: 'mail',
        audience: 'customer',
        authorName: plan.contact.name,
        authorContactId: plan.contact.id,
        from: plan.contact.email,
        to: [house.mailbox.address],
        text: dice.pick([
          'Vielen Dank, läuft wieder.',
          'Perfekt, danke für die schnelle Hilfe.',
          'Hat geklappt, danke.',
        ]),
      })
    })
  }
  add(workingTime(done.plus({ days: dice.between(3, 6) })), async () => {
    await as({ kind: 'system', id: 'closing', name: 'closing' })
    await ticket.refresh()
    if (ticket.category === 'solved')
      await ticket.changeStatus(await TicketStatus.defaultOf('closed'))
  })
  return steps.filter((step) => step.at <= until)
}

/** Mails take the real way in: raw bytes, parser, threading. The other channels are written down by hand. */
async function open(
  house: DemoHouse,
  dice: Dice,
  { account, contact, what, at }: Plan
): Promise<Ticket> {
  const fill = (text: string) =>
    text
      .replaceAll('{domain}', account.domain)
      .replaceAll('{device}', dice.pick(account.deviceNames))
  const request = fill(what.request)
  if ((what.channel ?? 'mail') === 'mail') {
    await as({ kind: 'system', id: 'mail_intake', name: 'mail_intake' })
    const text = `${dice.pick(demoNames)},\r\n\r\n${request}\r\n\r\nMit freundlichen Grüßen\r\n${contact.name}\r\n-- \r\n${account.name}\r\n${contact.position}`
    const bytes = Buffer.from(
      [
        `From: =?utf-8?B?${Buffer.from(contact.name).toString('base64')}?= <${contact.email}>`,
        `To: ${house.mailbox.address}`,
        `Subject: =?utf-8?B?${Buffer.from(what.subject).toString('base64')}?=`,
        `Date: ${at.toRFC2822()}`,
        `Message-ID: <${at.toMillis()}.${dice.between(1000, 9999)}@${account.domain}>`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
      ].join('\r\n')
    )
    const { id } = await storeMail(house.mailbox.id, 'demo', bytes)
    const taken = await takeMail(await InboundMail.findOrFail(id), bytes)
    await db
      .from('inbound_mails')
      .where('id', id)
      .update({
        state: taken.outcome,
        reason: taken.reason,
        content_hash: Buffer.from(taken.contentHash!, 'hex'),
        from_address: taken.from,
        subject: taken.subject,
        ticket_id: taken.ticketId,
        message_id: taken.messageId,
        processed_at: at.toISO(),
      })
    const ticket = await Ticket.findOrFail(taken.ticketId!)
    if (what.priority) await ticket.change({ priority: what.priority })
    return ticket
  }
  const machine = what.channel === 'alert'
  await as(
    machine
      ? { kind: 'system', id: 'monitoring', name: 'monitoring' }
      : { kind: 'contact', id: contact.id, name: contact.name }
  )
  const ticket = await Ticket.open({
    subject: what.subject,
    queueId: house.queues.Support,
    channel: what.channel!,
    accountId: account.id,
    contactId: machine ? null : contact.id,
    requesterEmail: machine ? null : contact.email,
    priority: what.priority,
    assetId: machine ? dice.pick(account.deviceIds) : null,
  })
  await TicketMessage.add(ticket, {
    direction: 'in',
    channel: what.channel!,
    audience: machine ? 'internal' : 'customer',
    authorName: machine ? 'Überwachung' : contact.name,
    authorContactId: machine ? null : contact.id,
    text: request,
  })
  return ticket
}

async function answer(
  plan: Plan,
  ticket: Ticket,
  technician: HouseMember,
  text: string,
  statusId: string,
  minutes: number
): Promise<void> {
  await ticket.refresh()
  if (plan.what.channel === 'alert') {
    await note(ticket, technician, plan.what.answer)
    await book(plan, ticket, technician, minutes)
    await ticket.changeStatus(await TicketStatus.named(statusId))
    return
  }
  await workOnTicket(ticket, technician, {
    text,
    audience: 'customer',
    channel: plan.what.channel === 'phone' ? 'phone' : 'mail',
    to: [plan.contact.email],
    statusId,
  })
  await book(plan, ticket, technician, minutes)
}

async function book(
  { what, account }: Plan,
  ticket: Ticket,
  technician: HouseMember,
  minutes: number
): Promise<void> {
  const at = tenancy.now()
  const inContract = what.outcome === 'contract' && account.contract !== 'hourly'
  const outcome = what.outcome === 'goodwill' ? 'goodwill' : inContract ? 'contract' : 'billable'
  const entry = await TimeEntry.book(
    technician.id,
    { ticket },
    {
      startedAt: at.minus({ minutes }),
      endedAt: at,
      outcome,
      outcomeReason: outcome === 'goodwill' ? 'Beratung vor dem Angebot' : null,
      location: what.onSite ? 'on_site' : 'remote',
      customerText: what.subject,
    }
  )
  await entry.approve()
}

async function note(ticket: Ticket, technician: HouseMember, text: string): Promise<void> {
  await TicketMessage.add(ticket, {
    direction: 'none',
    channel: 'note',
    audience: 'internal',
    authorName: technician.name,
    authorMemberId: technician.id,
    text,
  })
}

const as = (actor: { kind?: 'member' | 'contact' | 'system'; id: string; name: string }) =>
  tenancy.setActor({ kind: actor.kind ?? 'member', id: actor.id, name: actor.name })

const greeting = (contact: HouseContact) =>
  `Guten Tag ${contact.salutation === 'mr' ? 'Herr' : 'Frau'} ${contact.family}`

/** What the demo's mail server of then would have said. */
export async function markMailsSent(): Promise<void> {
  await changed(
    `update outbound_mails set state = 'sent', sent_at = created_at where state = 'queued' and created_at < app.now() - interval '1 minute'`
  )
}
