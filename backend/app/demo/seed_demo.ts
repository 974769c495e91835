import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import * as tenancy from '#core/tenancy'
import { billDemoMonth } from '#demo/demo_billing'
import { Dice } from '#demo/dice'
import {
  furnishAccount,
  furnishCatalogue,
  houseStatuses,
  openPortals,
  type DemoHouse,
  type HouseMember,
} from '#demo/demo_house'
import { as } from '#demo/demo_arrival'
import { lifeOf, markMailsSent, type Step } from '#demo/demo_life'
import { planTickets } from '#demo/demo_plans'
import { DEMO_PASSWORD, type DemoMember } from '#demo/demo_members'
import type { DemoAccount } from '#demo/demo_people'
import { furnishTenant } from '#demo/demo_tenant'
import { findOrCreateUser, setPassword } from '#identity/user'
import { createTenant } from '#tenants/create_tenant'
import { recomputeSla } from '#tickets/ticket_sla'
import { Ticket } from '#tickets/ticket'

export interface DemoTenant {
  slug: string
  name: string
  state: string
  members: DemoMember[]
  accounts: DemoAccount[]
  /** over the six full months before the seed, and in the running one */
  tickets: { past: number; current: number }
}

const MONTHS = 6
/** Like a bulk import: consumers that send or notify stay quiet, search and lists do not. */
const ACTOR = { kind: 'system', id: 'demo', name: 'demo' } as const

/** Lives through half a year of a small MSP by the verbs of real use, with the clock moved. */
export async function seedDemo(
  demo: DemoTenant,
  now: DateTime,
  say: (line: string) => void
): Promise<string> {
  const start = now.setZone('Europe/Berlin').startOf('month').minus({ months: MONTHS })
  const owner = demo.members[0]
  const { tenantId } = await createTenant({
    slug: demo.slug,
    name: demo.name,
    country: 'DE',
    state: demo.state,
    adminEmail: owner.email,
    adminName: owner.name,
    adminPassword: DEMO_PASSWORD,
  })
  for (const member of demo.members.slice(1))
    await setPassword((await findOrCreateUser(member.email)).id, DEMO_PASSWORD)
  const run = <T>(clock: DateTime, work: () => Promise<T>) =>
    tenancy.run({ tenantId, actor: ACTOR, clock, lane: 'bulk' }, work)

  const dice = new Dice(demo.slug.length * 7919)
  const house = await run(start, () => furnish(demo, dice, start))
  await run(start, () => openPortals(house.accounts, demo))
  say(`${demo.name}: ${house.accounts.length} customers`)

  const month = now.setZone('Europe/Berlin').startOf('month')
  const plans = [
    ...planTickets(house, dice, start, month, demo.tickets.past),
    ...planTickets(house, dice, month, now, demo.tickets.current),
  ]
  const steps = [
    ...plans.flatMap((plan) => lifeOf(house, dice, plan, now)),
    ...billingSteps(house, start, now, (line) => say(`${demo.name}: ${line}`)),
  ].sort((one, other) => +one.at - +other.at)
  // A day's steps share a transaction: half a year in as many commits as it has days.
  for (const day of Map.groupBy(steps, ({ at }) => at.toISODate()).values()) {
    await run(day[0].at, async () => {
      for (const step of day) {
        await tenancy.setClock(step.at)
        await step.run()
      }
    })
  }
  await run(now, async () => {
    await markMailsSent()
    for (const ticket of await Ticket.query().whereIn('category', ['new', 'open', 'pending']))
      await recomputeSla(ticket, now)
  })
  say(`${demo.name}: ${plans.length} tickets`)
  return tenantId
}

/** Each month is billed on the second of the next one. On the first of a month the last one is billed that very day. */
function billingSteps(
  house: DemoHouse,
  start: DateTime,
  now: DateTime,
  say: (line: string) => void
): Step[] {
  return Array.from({ length: MONTHS }, (_, index) => {
    const billed = start.plus({ months: index })
    return {
      at: DateTime.min(billed.plus({ months: 1, days: 1, hours: 9 }), now),
      run: async () => {
        await as(house.office)
        const documents = await billDemoMonth(billed, { handOver: index === MONTHS - 1 })
        say(`${documents} invoices for ${billed.toFormat('yyyy-MM')}`)
      },
    }
  })
}

async function furnish(demo: DemoTenant, dice: Dice, start: DateTime): Promise<DemoHouse> {
  const members: HouseMember[] = [await db.from('members').select('id', 'name').firstOrFail()]
  for (const { email, name, role } of demo.members.slice(1)) {
    const user = await findOrCreateUser(email)
    const [member] = await db
      .table('members')
      .returning(['id', 'name'])
      .insert({ user_id: user.id, name, role })
    members.push(member)
  }
  const technicians = members.filter((_, index) => demo.members[index].role === 'technician')
  const { mailbox, queues } = await furnishTenant(demo, start)
  await furnishCatalogue()
  const accounts = []
  for (const account of demo.accounts)
    accounts.push(await furnishAccount(account, dice, start.minus({ months: 1 })))
  return {
    accounts,
    technicians: technicians.length ? technicians : members,
    office: members.find((_, index) => demo.members[index].role === 'billing') ?? members[0],
    mailbox,
    queues,
    statuses: await houseStatuses(),
  }
}
