import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { deliver } from '#core/consumers'
import { fillHolidays, startHolidays } from '#contracts/calendar_holidays'
import { TestTenant } from '../support/tenant.js'

const defaultCalendar = async () =>
  (await db.from('calendars').where('is_default', true).firstOrFail()).id as string
const years = async (tenant: TestTenant): Promise<number[]> =>
  tenant.run(async () => {
    const rows = await db.from('calendar_holidays').orderBy('day')
    return [...new Set(rows.map((row) => Number(row.day.slice(0, 4))))]
  })

async function deliverAgain(tenant: TestTenant, type: string): Promise<void> {
  const events = await tenant.run(() => db.from('events').where('type', type).orderBy('seq'))
  for (const event of events)
    await deliver('calendar-holidays', {
      tenantId: tenant.id,
      eventId: event.id,
      type,
      lane: 'live',
    })
}

test.group('Holidays of the calendars', () => {
  test('come with the tenant, once however often the event comes', async ({ assert }) => {
    const tenant = await TestTenant.create('BY')
    await tenant.settle()
    const before = await tenant.run(() => db.from('calendar_holidays').orderBy('day'))
    await deliverAgain(tenant, 'tenant.created')
    assert.deepEqual(await tenant.run(() => db.from('calendar_holidays').orderBy('day')), before)
    assert.isAbove(before.length, 40)
    assert.lengthOf(
      await tenant.run(() => db.from('timers').where('event_type', 'calendar.holidays_due')),
      1
    )
  })

  test('a new year is added by a timer, and none is left out after a long sleep', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create('SH')
    const now = DateTime.now().year
    await tenant.settle()
    await tenant.run(
      async () => {
        await db.from('calendar_holidays').delete()
        await startHolidays(await defaultCalendar())
      },
      DateTime.fromISO(`${now - 3}-06-01T12:00:00Z`)
    )
    assert.deepEqual(await years(tenant), [now - 4, now - 3, now - 2, now - 1])
    const timer = await tenant.run(() =>
      db.from('timers').where('event_type', 'calendar.holidays_due').firstOrFail()
    )
    assert.equal(timer.due_at.toISOString(), `${now - 3}-12-31T23:00:00.000Z`)
    await tenant.settle()
    assert.deepEqual(await years(tenant), [
      now - 4,
      now - 3,
      now - 2,
      now - 1,
      now,
      now + 1,
      now + 2,
    ])
    const before = await tenant.run(() => db.from('calendar_holidays').orderBy('day'))
    await deliverAgain(tenant, 'calendar.holidays_due')
    assert.deepEqual(await tenant.run(() => db.from('calendar_holidays').orderBy('day')), before)
    const next = await tenant.run(() =>
      db.from('timers').where('event_type', 'calendar.holidays_due').firstOrFail()
    )
    assert.equal(next.due_at.toISOString(), `${now}-12-31T23:00:00.000Z`)
    assert.deepEqual(next.payload, { year: now + 3 })
  })

  test('a day that was named by hand keeps its name', async ({ assert }) => {
    const tenant = await TestTenant.create('SH')
    const name = await tenant.run(async () => {
      const id = await defaultCalendar()
      await db
        .table('calendar_holidays')
        .insert({ calendar_id: id, day: '2026-10-03', name: 'Inventur', closes_at: '12:00' })
      await fillHolidays(id, [2026])
      return (await db.from('calendar_holidays').where('day', '2026-10-03').firstOrFail()).name
    })
    assert.equal(name, 'Inventur')
  })
})
