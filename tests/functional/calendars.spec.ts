import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { TestTenant } from '../support/tenant.js'

interface Holiday {
  day: string
  name: string
  closesAt: string | null
}

const thisYear = DateTime.now().year
const nextYear = thisYear + 1

async function house() {
  const tenant = await TestTenant.create('SH')
  const client = await tenant.as('admin')
  await tenant.settle()
  const [standard] = (await client.get(tenant.path('calendars'))).data
  const holidays = async (id = standard.id): Promise<Holiday[]> =>
    (await client.get(tenant.path('calendars'))).data.find(
      (calendar: { id: string }) => calendar.id === id
    ).holidays
  return { tenant, client, standard, holidays }
}

test.group('Calendars', () => {
  test('a new tenant has its business hours and the holidays of its state', async ({ assert }) => {
    const { standard, holidays } = await house()
    assert.containSubset(standard, {
      name: 'Geschäftszeit',
      state: 'SH',
      isDefault: true,
      timeZone: 'Europe/Berlin',
    })
    assert.lengthOf(standard.hours, 5)
    const days = await holidays()
    assert.deepEqual(
      [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))],
      [thisYear - 1, thisYear, nextYear, thisYear + 2]
    )
    assert.include(
      days.map(({ day }) => day),
      `${nextYear}-10-31`
    )
  })

  test('another state exchanges the holidays to come and keeps what was entered by hand', async ({
    assert,
  }) => {
    const { tenant, client, standard, holidays } = await house()
    await client.put(tenant.path(`calendars/${standard.id}/holidays/${nextYear}-05-02`), {
      name: 'Betriebsausflug',
    })
    const before = (await holidays()).filter(({ day }) => day < `${thisYear}-01-01`)
    assert.equal(
      (
        await client.patch(tenant.path(`calendars/${standard.id}`), {
          version: standard.version,
          state: 'BY',
        })
      ).status,
      204
    )
    const days = await holidays()
    assert.notInclude(
      days.map(({ day }) => day),
      `${nextYear}-10-31`
    )
    assert.includeMembers(
      days.map(({ day }) => day),
      [`${nextYear}-01-06`, `${nextYear}-11-01`, `${nextYear}-05-02`]
    )
    assert.includeDeepMembers(days, before)
    assert.deepEqual(
      (await tenant.events('calendar.updated')).map((event) => event.payload),
      [{ changed: ['state'] }]
    )
  })

  test('a public holiday may become a half day and be taken out', async ({ assert }) => {
    const { tenant, client, standard, holidays } = await house()
    const path = tenant.path(`calendars/${standard.id}/holidays/${nextYear}-10-31`)
    assert.equal(
      (await client.put(path, { name: 'Reformationstag', closesAt: '12:00' })).status,
      204
    )
    assert.equal(
      (await holidays()).find(({ day }) => day === `${nextYear}-10-31`)?.closesAt,
      '12:00'
    )
    assert.equal((await client.delete(path)).status, 204)
    assert.equal((await client.delete(path)).status, 404)
    assert.equal(
      (
        await client.put(tenant.path(`calendars/${standard.id}/holidays/${nextYear}-02-30`), {
          name: 'x',
        })
      ).status,
      422
    )
    assert.lengthOf(await tenant.events('calendar.holidays_changed'), 2)
  })

  test('exactly one calendar is the default', async ({ assert }) => {
    const { tenant, client, standard } = await house()
    const hours = [{ weekday: 6, opens: '22:00', closes: '06:00' }]
    const { id } = (
      await client.post(tenant.path('calendars'), { name: 'Bereitschaft', hours, isDefault: true })
    ).data
    const [first, second] = (await client.get(tenant.path('calendars'))).data
    assert.deepEqual([first.id, first.isDefault, second.isDefault], [id, true, false])
    assert.deepEqual(first.hours, hours)
    assert.deepEqual((await client.delete(tenant.path(`calendars/${id}`))).errorCodes, [
      'default_needed',
    ])
    const used = await client.delete(tenant.path(`calendars/${standard.id}`))
    assert.equal(used.status, 409)
    assert.deepEqual(used.errorCodes, ['in_use'])
  })

  test('an unknown time zone, a wrong hour and an old version are refused', async ({ assert }) => {
    const { tenant, client, standard } = await house()
    const patch = (fields: object) =>
      client.patch(tenant.path(`calendars/${standard.id}`), {
        version: standard.version,
        ...fields,
      })
    assert.deepEqual((await patch({ timeZone: 'Europe/Kiel' })).errorCodes, [
      'calendar_time_zone_unknown',
    ])
    assert.equal(
      (await patch({ hours: [{ weekday: 1, opens: '25:00', closes: '26:00' }] })).status,
      422
    )
    assert.equal((await patch({ state: 'XX' })).status, 422)
    assert.equal((await patch({ isDefault: false })).status, 422)
    assert.equal((await patch({ name: 'Öffnungszeit' })).status, 204)
    assert.equal((await patch({ name: 'Wieder' })).status, 409)
    const other = await TestTenant.create()
    const foreign = await (
      await other.signIn()
    ).patch(other.path(`calendars/${standard.id}`), { version: 1, name: 'X' })
    assert.equal(foreign.status, 404)
    const technician = await tenant.as('technician')
    assert.equal((await technician.get(tenant.path('calendars'))).status, 200)
    assert.equal(
      (await technician.patch(tenant.path(`calendars/${standard.id}`), { version: 2, name: 'X' }))
        .status,
      403
    )
  })
})

test.group('SLA policies', () => {
  test('targets are set per priority and changed as a whole', async ({ assert }) => {
    const { tenant, client, standard } = await house()
    const targets = [{ priority: 'urgent', firstResponseMinutes: 15, resolutionMinutes: 120 }]
    const { id } = (
      await client.post(tenant.path('sla-policies'), {
        name: 'Gold',
        calendarId: standard.id,
        targets,
      })
    ).data
    const find = async () =>
      (await client.get(tenant.path('sla-policies'))).data.find(
        (policy: { id: string }) => policy.id === id
      )
    assert.containSubset(await find(), {
      name: 'Gold',
      warnPercent: 75,
      isDefault: false,
      targets,
      contractCount: 0,
    })
    const changed = [{ priority: 'low', firstResponseMinutes: null, resolutionMinutes: 4800 }]
    await client.patch(tenant.path(`sla-policies/${id}`), {
      version: 1,
      targets: changed,
      isDefault: true,
    })
    const policy = await find()
    assert.deepEqual([policy.targets, policy.isDefault], [changed, true])
    assert.deepEqual((await client.delete(tenant.path(`sla-policies/${id}`))).errorCodes, [
      'default_needed',
    ])
    const twice = await client.patch(tenant.path(`sla-policies/${id}`), {
      version: policy.version,
      targets: [...changed, ...changed],
    })
    assert.equal(twice.status, 422)
    assert.lengthOf(await tenant.events('sla_policy.updated'), 1)
  })

  test('an unknown calendar is refused and only admins change promises', async ({ assert }) => {
    const { tenant, client, standard } = await house()
    const unknown = await client.post(tenant.path('sla-policies'), {
      name: 'X',
      calendarId: tenant.id,
    })
    assert.deepEqual(unknown.errorCodes, ['calendar_unknown'])
    const dispatcher = await tenant.as('dispatcher')
    assert.equal((await dispatcher.get(tenant.path('sla-policies'))).status, 200)
    assert.equal(
      (await dispatcher.post(tenant.path('sla-policies'), { name: 'X', calendarId: standard.id }))
        .status,
      403
    )
    const { id } = (
      await client.post(tenant.path('sla-policies'), { name: 'Silber', calendarId: standard.id })
    ).data
    assert.equal((await client.delete(tenant.path(`sla-policies/${id}`))).status, 204)
    assert.lengthOf(await tenant.events('sla_policy.removed'), 1)
  })
})
