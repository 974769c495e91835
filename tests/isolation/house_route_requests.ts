import { type Fixtures, type MakeRequest } from '../support/route_fixtures.js'
import { at, of, plain, versioned } from '../support/route_request.js'
import { unique } from '../support/tenant.js'

/** The tenant's own settings, and what it sells. */
export const houseRequests: Record<string, MakeRequest> = {
  'me.show': plain(),
  'me.update': plain({ density: 'comfortable' }),
  'members.index': plain(),
  'members.store': () => ({
    body: { email: `${unique('m')}@kontor.test`, name: 'Nele Neu', role: 'technician' },
  }),
  'members.update': async ({ make }) => {
    const member = await make('members', { role: 'technician' })
    return { params: { id: member.id as string }, body: { name: 'Anders', version: 1 } }
  },
  'audit_entries.index': plain(),
  'audit_entries.filters': plain(),
  'identity_mails.index': plain(),
  'company.show': plain(),
  'company.update': async (fixtures) => ({
    body: { version: await versionOf(fixtures, 'company'), city: 'Kiel' },
  }),
  'company.bank_accounts': plain({
    bankAccounts: [
      { bankName: 'Förde Bank', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', holder: null },
    ],
  }),
  'company.number_range': async (fixtures) => ({
    body: { version: await versionOf(fixtures, 'range'), digits: 5 },
  }),
  'vat_methods.update': at({ validFrom: '2026-01-01' }, { method: 'accrual' }),
  'vat_methods.destroy': at({ validFrom: '2026-01-01' }),
  'closed_periods.store': plain({ closedUntil: '2020-01-31' }),
  'closed_periods.destroy': at({ closedUntil: '2020-01-31' }),

  'items.index': plain(),
  'items.store': plain({ name: 'Monitor' }),
  'items.show': of('items.number'),
  'items.update': of('items.number', versioned({ name: 'Anders' })),
  'item_archivals.store': of('items.number'),
  'item_archivals.destroy': of('items.number'),
  'item_costs.index': of('items.number'),
  'item_costs.update': async ({ row }) => ({
    params: { number: (await row('items')).number as string, validFrom: '2026-02-01' },
    body: { cost: '5' },
  }),
  'item_costs.destroy': async ({ row }) => {
    const [item, cost] = [await row('items'), await row('item_costs')]
    return { params: { number: item.number as string, validFrom: cost.valid_from as string } }
  },
  'work_types.index': plain(),
  'work_types.store': async ({ row }) => ({
    body: { name: 'Fernwartung', itemNumber: (await row('items')).number },
  }),
  'work_types.update': of('work_types.id', versioned({ name: 'Anders' })),

  'calendars.index': plain(),
  'calendars.store': plain({ name: 'Rund um die Uhr', alwaysOpen: true }),
  'calendars.update': of('calendars.id', versioned({ name: 'Anders' })),
  'calendars.destroy': of('calendars.id'),
  'calendar_holidays.update': async ({ row }) => ({
    params: { id: (await row('calendars')).id as string, day: '2026-12-24' },
    body: { name: 'Heiligabend' },
  }),
  'calendar_holidays.destroy': async ({ row }) => {
    const [calendar, holiday] = [await row('calendars'), await row('calendar_holidays')]
    return { params: { id: calendar.id as string, day: holiday.day as string } }
  },
  'sla_policies.index': plain(),
  'sla_policies.store': async ({ row }) => ({
    body: { name: 'Gold', calendarId: (await row('calendars')).id },
  }),
  'sla_policies.update': of('sla_policies.id', versioned({ name: 'Anders' })),
  'sla_policies.destroy': of('sla_policies.id'),
}

const versionOf = async (
  { client, tenant }: Fixtures,
  what: 'company' | 'range'
): Promise<number> => {
  const { data } = await client.get(tenant.path('company'))
  return what === 'company' ? data.version : data.numberRange.version
}
