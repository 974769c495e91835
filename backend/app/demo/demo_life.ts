import { DateTime } from 'luxon'
import { changed } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { Item } from '#catalogue/item'
import { arrive, as } from '#demo/demo_arrival'
import type { DemoCase } from '#demo/demo_tickets'
import { workingTime, type Plan } from '#demo/demo_plans'
import type { Dice } from '#demo/dice'
import type { DemoHouse, HouseContact, HouseMember } from '#demo/demo_house'
import { Ticket } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'
import { TicketStatus } from '#tickets/ticket_status'
import { TicketItem } from '#time/ticket_item'
import { TimeEntry } from '#time/time_entry'
import { workOnTicket } from '#time/ticket_work'

export type Step = { at: DateTime; run: () => Promise<void> }

/** The steps of a ticket's life from its first message to its last, in the order of time. */
export function lifeOf(house: DemoHouse, dice: Dice, plan: Plan, until: DateTime): Step[] {
  const { at, what, technician } = plan
  let ticket: Ticket
  const steps: Step[] = [{ at, run: async () => void (ticket = await arrive(house, dice, plan)) }]
  const add = (at: DateTime, run: () => Promise<void>) => steps.push({ at, run })

  const work = (at: DateTime, run: () => Promise<TimeEntry>) => {
    let entry: TimeEntry
    add(at, async () => void (entry = await run()))
    add(approvalAt(at), async () => {
      await as(house.office)
      await entry.approve()
    })
  }

  // Most are answered in time; some wait for their turn, and of the last days' some are still open.
  const response = workingTime(
    at.plus({
      minutes: dice.luck(0.9)
        ? dice.between(6, what.priority === 'high' ? 25 : 110)
        : dice.between(200, 500),
    })
  )
  const takeOver = async () => {
    await as(technician)
    await ticket.assign(technician.id)
    const status = what.waitsFor ? house.statuses[`pending:${what.waitsFor}`] : house.statuses.open
    await ticket.changeStatus(status)
    if (what.note) await note(ticket, technician, what.note)
    return status.id
  }
  if (what.channel === 'alert') add(response, async () => void (await takeOver()))
  else
    work(response, async () => {
      const statusId = await takeOver()
      return answer(
        plan,
        ticket,
        technician,
        said(plan, 'ich kümmere mich darum und melde mich, sobald ich mehr weiß.'),
        statusId,
        5
      )
    })
  const lingers = until.diff(at, 'days').days < 9 && dice.luck(0.45)
  if (lingers) return steps.filter((step) => step.at <= until)
  const done = workingTime(
    response.plus({
      minutes: dice.between(20, 200) + (what.waitsFor ? dice.between(600, 2800) : 0),
    })
  )
  work(done, async () => {
    await as(technician)
    if (what.supplies) await supply(ticket, what.supplies)
    return answer(
      plan,
      ticket,
      technician,
      said(plan, what.answer),
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

async function answer(
  plan: Plan,
  ticket: Ticket,
  technician: HouseMember,
  text: string,
  statusId: string,
  minutes: number
): Promise<TimeEntry> {
  await ticket.refresh()
  if (plan.what.channel === 'alert') {
    await note(ticket, technician, plan.what.answer)
    const entry = await book(plan, ticket, technician, minutes)
    await ticket.changeStatus(await TicketStatus.named(statusId))
    return entry
  }
  await workOnTicket(ticket, technician, {
    text,
    audience: 'customer',
    channel: plan.what.channel === 'phone' ? 'phone' : 'mail',
    to: [plan.contact.email],
    statusId,
  })
  return book(plan, ticket, technician, minutes)
}

async function book(
  { what, account }: Plan,
  ticket: Ticket,
  technician: HouseMember,
  minutes: number
): Promise<TimeEntry> {
  const at = tenancy.now()
  const inContract = what.outcome === 'contract' && account.contract !== 'hourly'
  const outcome = what.outcome === 'goodwill' ? 'goodwill' : inContract ? 'contract' : 'billable'
  return TimeEntry.book(
    technician.id,
    { ticket },
    {
      startedAt: at.minus({ minutes }),
      endedAt: at,
      outcome,
      outcomeReason: outcome === 'goodwill' ? 'Beratung vor dem Angebot' : null,
      location: what.onSite ? 'on_site' : 'remote',
      customerText: firstSentence(what.answer),
    }
  )
}

/** What the customer reads on the annex of the invoice: what was done, in one sentence. */
function firstSentence(answer: string): string {
  const [sentence] = /^.*?[.!?](?=\s|$)/s.exec(answer) ?? [answer]
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

async function supply(
  ticket: Ticket,
  { item, quantity, text }: NonNullable<DemoCase['supplies']>
): Promise<void> {
  const sold = await Item.findByOrFail('number', item)
  await TicketItem.add(ticket, sold, { quantity, description: `${sold.name}, ${text}` })
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

/** The office looks at what was booked some days later, and before the month is billed. */
const approvalAt = (at: DateTime) =>
  DateTime.min(workingTime(at.plus({ days: 3 })), at.endOf('month'))

/** A letter begins with a greeting, the note of a call does not. */
const said = ({ contact, what }: Plan, text: string) =>
  what.channel === 'phone'
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : `${greeting(contact)},\n\n${text}`

const greeting = (contact: HouseContact) =>
  `Guten Tag ${contact.salutation === 'mr' ? 'Herr' : 'Frau'} ${contact.family}`

/** What the demo's mail server of then would have said. */
export async function markMailsSent(): Promise<void> {
  await changed(
    `update outbound_mails set state = 'sent', sent_at = created_at where state = 'queued' and created_at < app.now() - interval '1 minute'`
  )
}
