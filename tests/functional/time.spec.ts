import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { TestTenant } from '../support/tenant.js'

const hoursAgo = (hours: number) => DateTime.utc().minus({ hours }).toISO()

test.group('Time', () => {
  test('only one timer runs, and no minute counts twice', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const numbers: number[] = []
    for (const subject of ['Eins', 'Zwei'])
      numbers.push(
        (await client.post(tenant.path('tickets'), { subject, channel: 'phone' })).data.number
      )
    await client.post(tenant.path('work-timers'), { ticketNumber: numbers[0] })
    const { data } = await client.post(tenant.path('work-timers'), { ticketNumber: numbers[1] })
    assert.deepEqual(
      data.map((timer: { runningSince: string | null }) => timer.runningSince !== null),
      [true, false]
    )
    const paused = await client.put(tenant.path(`work-timers/${data[0].id}/pause`))
    assert.isTrue(
      paused.data.every((timer: { runningSince: string | null }) => timer.runningSince === null)
    )
  })

  test('goodwill needs its reason, and worked and billed minutes stay apart', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'Eins', channel: 'phone' })
    ).data
    const entry = {
      ticketNumber: number,
      startedAt: hoursAgo(2),
      endedAt: hoursAgo(1),
      outcome: 'goodwill',
    }
    assert.deepEqual((await client.post(tenant.path('time-entries'), entry)).errorCodes, [
      'goodwill_reason',
    ])
    assert.equal(
      (await client.post(tenant.path('time-entries'), { ...entry, outcomeReason: 'Unser Fehler' }))
        .status,
      201
    )
    const [row] = (await client.get(tenant.path('time-entries'))).data
    assert.deepEqual([row.workedMinutes, row.billedMinutes], [60, 0])
  })

  test('bad times are refused with the field that is wrong', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'Eins', channel: 'phone' })
    ).data
    const base = { ticketNumber: number, outcome: 'billable' }
    const cases = [
      [{ startedAt: hoursAgo(1), endedAt: hoursAgo(2) }, 'time_negative'],
      [{ startedAt: hoursAgo(30), endedAt: hoursAgo(1) }, 'time_too_long'],
      [{ startedAt: hoursAgo(1), endedAt: hoursAgo(-2) }, 'time_future'],
      [{ startedAt: 'gestern', endedAt: hoursAgo(1) }, 'moment_invalid'],
      [{ startedAt: '0001-01-01T09:00:00Z', endedAt: '0001-01-01T09:30:00Z' }, 'day_too_early'],
      [
        {
          startedAt: hoursAgo(2),
          endedAt: hoursAgo(1),
          outcome: 'internal',
          billedMinutes: 1440,
        },
        'billed_not_billable',
      ],
    ] as const
    for (const [times, code] of cases)
      assert.deepEqual(
        (await client.post(tenant.path('time-entries'), { ...base, ...times })).errorCodes,
        [code]
      )
  })

  test('the day is the one of the tenant’s time zone', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'Eins', channel: 'phone' })
    ).data
    await client.post(tenant.path('time-entries'), {
      ticketNumber: number,
      outcome: 'billable',
      startedAt: '2026-10-31T23:30:00Z',
      endedAt: '2026-11-01T00:00:00Z',
    })
    const row = await tenant.run(() => db.from('time_entries').firstOrFail())
    assert.equal(row.work_date, '2026-11-01')
  })

  test('a technician corrects own time only; the office approves', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mine = await tenant.as('technician')
    const { number } = (
      await mine.post(tenant.path('tickets'), { subject: 'Eins', channel: 'phone' })
    ).data
    const times = { startedAt: hoursAgo(2), endedAt: hoursAgo(1), outcome: 'billable' }
    const { id } = (
      await mine.post(tenant.path('time-entries'), { ticketNumber: number, ...times })
    ).data
    const colleague = await tenant.as('technician')
    assert.equal(
      (await colleague.put(tenant.path(`time-entries/${id}`), { ...times, version: 1 })).status,
      403
    )
    assert.equal((await mine.put(tenant.path(`time-entries/${id}/approval`))).status, 403)
    const office = await tenant.as('billing')
    assert.equal((await office.put(tenant.path(`time-entries/${id}/approval`))).status, 204)
    assert.lengthOf((await colleague.get(tenant.path('time-entries?member=all'))).data, 0)
    assert.lengthOf((await office.get(tenant.path('time-entries?member=all'))).data, 1)
  })

  test('time on a ticket that one may not see is neither listed, corrected, approved nor removed', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const insider = await tenant.addMember('technician')
    const mine = await tenant.signIn(insider.email)
    const { number } = (
      await mine.post(tenant.path('tickets'), { subject: 'Kündigung', channel: 'phone' })
    ).data
    const times = { startedAt: hoursAgo(2), endedAt: hoursAgo(1), outcome: 'billable' }
    const { id } = (
      await mine.post(tenant.path('time-entries'), { ticketNumber: number, ...times })
    ).data
    await tenant.run(async () => {
      const [queue] = await db
        .table('queues')
        .returning('id')
        .insert({ name: 'Personal', restricted: true })
      await db.table('queue_members').insert({ queue_id: queue.id, member_id: insider.id })
      await db.from('tickets').where('number', number).update({ queue_id: queue.id })
    })
    const office = await tenant.as('dispatcher')
    const path = tenant.path(`time-entries/${id}`)
    assert.lengthOf((await office.get(tenant.path('time-entries?member=all'))).data, 0)
    assert.equal((await office.put(path, { ...times, version: 1 })).status, 404)
    assert.equal((await office.put(`${path}/approval`)).status, 404)
    assert.equal((await office.delete(path)).status, 404)
    assert.equal((await mine.delete(path)).status, 204)
  })
})
