import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { deliver } from '#core/consumers'
import { sql } from '#core/sql'
import { removeHoliday, setHoliday } from '#contracts/calendar_holidays'
import { SlaPolicy, type PolicyFields } from '#contracts/sla_policy'
import { TenantCalendar, type CalendarFields } from '#contracts/tenant_calendar'
import { Ticket } from '#tickets/ticket'
import { TicketStatus } from '#tickets/ticket_status'
import { readSla } from '#tickets/ticket_sla'
import { TestTenant } from '../support/tenant.js'

/** Far enough ahead that every timer is one of the future. */
const monday = DateTime.fromISO('2031-03-03T10:00:00', { zone: 'Europe/Berlin' })
const at = (hours: number) => monday.plus({ hours })
const promise = (minutes: number | null, resolution: number | null = null): PolicyFields => ({
  targets: [{ priority: 'normal', firstResponseMinutes: minutes, resolutionMinutes: resolution }],
})

/** A house that promises an answer within four hours of every day. */
async function house(began = monday) {
  const tenant = await TestTenant.create()
  await tenant.settle()
  const change = (fields: PolicyFields, clock = at(1)) =>
    tenant.run(async () => {
      const policy = await SlaPolicy.query().where('isDefault', true).firstOrFail()
      await policy.change(fields)
    }, clock)
  const open = (subject = 'Drucker', clock = monday) =>
    tenant.run(async () => {
      const queue = await db.from('queues').where('is_default', true).firstOrFail()
      return (await Ticket.open({ subject, queueId: queue.id, channel: 'phone' })).id
    }, clock)
  const calendar = (fields: CalendarFields, clock = at(1)) =>
    tenant.run(async () => {
      const own = await TenantCalendar.query().where('isDefault', true).firstOrFail()
      await own.change(fields)
      return own.id
    }, clock)
  await calendar({ alwaysOpen: true }, began)
  await change(promise(240), began)
  await tenant.settle()
  return { tenant, change, open, calendar }
}

const rows = (tenant: TestTenant) =>
  tenant.run(() =>
    sql<{ id: string; due: Date | null; state: string; timer: Date | null; version: number }>(
      `select t.id, t.response_due_at as due, t.sla_state as state, t.version, w.due_at as timer
       from tickets t left join timers w on w.key = 'ticket:' || t.id || ':sla' order by t.number`
    )
  )
const hoursAfter = (moment: Date | null) =>
  moment && DateTime.fromJSDate(moment).diff(monday, 'hours').hours

async function deliverAllAgain(tenant: TestTenant): Promise<void> {
  for (const event of await tenant.run(() => db.from('events').orderBy('seq')))
    await deliver('ticket_sla', {
      tenantId: tenant.id,
      eventId: event.id,
      type: event.type,
      lane: 'live',
    })
}

test.group('Open tickets and a changed SLA', () => {
  test('follow a new target with due time and timer, in batches, however often it is told', async ({
    assert,
  }) => {
    const { tenant, change, open } = await house()
    const other = await house()
    await other.open()
    const untouched = await rows(other.tenant)
    for (let each = 0; each < 101; each++) await open(`Ticket ${each}`)
    await change(promise(120))
    await tenant.settle()
    const after = await rows(tenant)
    assert.deepEqual([...new Set(after.map(({ due }) => hoursAfter(due)))], [2])
    assert.deepEqual([...new Set(after.map(({ timer }) => hoursAfter(timer)))], [1.5])
    assert.deepEqual([...new Set(after.map(({ version }) => version))], [1])
    assert.deepEqual(
      (await tenant.events('sla_policy.recomputed')).map(({ payload }) => payload.tickets),
      [100, 1]
    )
    await deliverAllAgain(tenant)
    await tenant.settle()
    assert.deepEqual(await rows(tenant), after)
    assert.deepEqual(await rows(other.tenant), untouched)
    const clock = await tenant.run(async () => readSla(await Ticket.findOrFail(after[0].id), at(1)))
    assert.deepInclude(clock!.explanation, {
      code: 'target_changed',
      params: {
        clock: 'firstResponse',
        at: at(1).toUTC().toISO(),
        fromMinutes: 240,
        toMinutes: 120,
      },
    })
  })

  test('follow business hours and holidays of the calendar', async ({ assert }) => {
    const { tenant, open, calendar } = await house()
    await open()
    const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '12:00' }))
    const id = await calendar({ alwaysOpen: false, hours })
    await tenant.settle()
    const due = async () => hoursAfter((await rows(tenant))[0].due)
    assert.equal(await due(), 24)
    const holiday = { day: '2031-03-04', name: 'Betriebsausflug', closesAt: null }
    await tenant.run(() => setHoliday(id, holiday), at(1))
    await tenant.settle()
    assert.equal(await due(), 48)
    await tenant.run(() => removeHoliday(id, '2031-03-04'), at(2))
    await tenant.settle()
    assert.equal(await due(), 24)
  })

  test('are left alone by a new name, and by the same targets once more', async ({ assert }) => {
    const { tenant, change, open, calendar } = await house()
    await open()
    const known = (await tenant.events('sla_policy.recompute_due')).length
    await change({ name: 'Silber', ...promise(240) })
    await calendar({ name: 'Werktags' })
    await tenant.settle()
    assert.lengthOf(await tenant.events('sla_policy.recompute_due'), known)
    const kept = await tenant.run(() =>
      db.from('sla_policy_versions').where('valid_until', '>', at(0.5).toISO()!)
    )
    assert.lengthOf(kept, 0)
  })

  test('what was solved keeps its judgement, and follows when it is reopened', async ({
    assert,
  }) => {
    const { tenant, change, open, calendar } = await house()
    await change(promise(240, 240), monday)
    const id = await open()
    const turn = (category: 'solved' | 'open', clock: DateTime) =>
      tenant.run(async () => {
        const ticket = await Ticket.findOrFail(id)
        await ticket.changeStatus(await TicketStatus.defaultOf(category))
      }, clock)
    const read = (clock: DateTime) =>
      tenant.run(async () => readSla(await Ticket.findOrFail(id), clock), clock)
    await turn('solved', at(2))
    const then = await read(at(3))
    await change(promise(60, 60), at(3))
    await calendar({ alwaysOpen: false, hours: [] }, at(4))
    await tenant.settle()
    assert.deepEqual((await read(at(5)))?.resolution, then?.resolution)
    assert.deepEqual((await read(at(5)))?.firstResponse, then?.firstResponse)
    await calendar({ alwaysOpen: true }, at(5))
    await turn('open', at(6))
    const reopened = await read(at(6))
    assert.equal(reopened?.firstResponse.state, 'met')
    assert.equal(hoursAfter(reopened!.resolution.dueAt!.toJSDate()), 1)
    assert.equal(hoursAfter(reopened!.resolution.breachedAt!.toJSDate()), 6)
  })

  test('what is overdue stays so unless the new target gives it time; the breach stays told', async ({
    assert,
  }) => {
    const past = DateTime.utc().minus({ hours: 5 })
    const { tenant, change, open } = await house(past.minus({ days: 1 }))
    await change(promise(60), past)
    const id = await open('Server', past)
    const state = () =>
      tenant.run(async () => (await db.from('tickets').where('id', id).firstOrFail()).sla_state)
    await change(promise(120), past.plus({ minutes: 30 }))
    await tenant.settle()
    assert.equal(await state(), 'breached')
    assert.lengthOf(await tenant.events('ticket.sla_breached'), 1)
    await change(promise(90), DateTime.utc())
    await tenant.settle()
    const [{ since }] = await tenant.run(() =>
      sql<{ since: Date }>('select response_breached_at as since from tickets where id = ?', [id])
    )
    assert.equal(+since, +past.plus({ hours: 2 }).startOf('second'))
    await change(promise(600), DateTime.utc())
    await tenant.settle()
    assert.equal(await state(), 'running')
    assert.lengthOf(await tenant.events('ticket.sla_breached'), 1)
  })

  test('the settings say beforehand how many are concerned', async ({ assert }) => {
    const now = DateTime.utc()
    const { tenant, change, open } = await house(now.minus({ days: 2 }))
    await open('Drucker', now)
    await open('Server', now.minus({ days: 1 }))
    await change(promise(200), now)
    await tenant.settle()
    const client = await tenant.signIn()
    const [policy] = (await client.get(tenant.path('sla-policies'))).data
    assert.deepInclude(policy, { openTickets: 2, breachedTickets: 1 })
    const [calendar] = (await client.get(tenant.path('calendars'))).data
    assert.deepInclude(calendar, { openTickets: 2, breachedTickets: 1 })
  })

  test('two people who change targets or hours alone do not overwrite each other', async ({
    assert,
  }) => {
    const { tenant } = await house()
    const client = await tenant.signIn()
    const [{ id, version }] = (await client.get(tenant.path('sla-policies'))).data
    const save = (minutes: number) =>
      client.patch(tenant.path(`sla-policies/${id}`), { version, ...promise(minutes) })
    assert.equal((await save(30)).status, 204)
    assert.deepEqual((await save(45)).errorCodes, ['version_mismatch'])
    const [calendar] = (await client.get(tenant.path('calendars'))).data
    const open = (closes: string) =>
      client.patch(tenant.path(`calendars/${calendar.id}`), {
        version: calendar.version,
        hours: [{ weekday: 1, opens: '08:00', closes }],
      })
    assert.equal((await open('16:00')).status, 204)
    assert.deepEqual((await open('18:00')).errorCodes, ['version_mismatch'])
  })
})
