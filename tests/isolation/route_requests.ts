import db from '@adonisjs/lucid/services/db'
import { BILLED_ACCOUNT, type Fixtures, type MakeRequest } from '../support/route_fixtures.js'
import { at, of, ofMade, plain, versioned } from '../support/route_request.js'
import { unique } from '../support/tenant.js'

const work = { startedAt: '2026-01-15T09:00:00Z', endedAt: '2026-01-15T10:00:00Z', outcome: 'billable' }
const freeLine = { description: 'Patchkabel', quantity: '3', unit: 'C62', unitPrice: '4.95' }
const invoice = { accountNumber: BILLED_ACCOUNT, subject: 'Hardware', supplyFrom: '2026-10-05', supplyTo: '2026-10-05', lines: [freeLine] }

/** Every route of the staff's house by its name, with one request that succeeds. A new route is one more line. */
export const staffRequests: Record<string, MakeRequest> = {
  'me.show': plain(),
  'me.update': plain({ density: 'comfortable' }),
  'members.index': plain(),
  'members.store': () => ({ body: { email: `${unique('m')}@kontor.test`, name: 'Nele Neu', role: 'technician' } }),
  'members.update': async ({ make }) => {
    const member = await make('members', { role: 'technician' })
    return { params: { id: member.id as string }, body: { name: 'Anders', version: 1 } }
  },
  'company.show': plain(),
  'company.update': async (fixtures) => ({ body: { version: await versionOf(fixtures, 'company'), city: 'Kiel' } }),
  'company.bank_accounts': plain({ bankAccounts: [{ bankName: 'Förde Bank', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', holder: null }] }),
  'company.number_range': async (fixtures) => ({ body: { version: await versionOf(fixtures, 'range'), digits: 5 } }),
  'vat_methods.update': at({ validFrom: '2026-01-01' }, { method: 'accrual' }),
  'vat_methods.destroy': at({ validFrom: '2026-01-01' }),
  'closed_periods.store': plain({ closedUntil: '2020-01-31' }),
  'closed_periods.destroy': at({ closedUntil: '2020-01-31' }),

  'accounts.index': plain(),
  'accounts.store': () => ({ body: { name: unique('Neukunde ') } }),
  'accounts.show': of('accounts.number'),
  'accounts.update': of('accounts.number', versioned({ name: 'Anders' })),
  'account_archivals.store': of('accounts.number'),
  'account_archivals.destroy': of('accounts.number'),
  'account_timelines.show': of('accounts.number'),
  'account_exports.show': plain(),
  'account_imports.store': () => ({ body: Buffer.from('Name\nImport GmbH\n') }),
  'sites.index': of('accounts.number'),
  'sites.store': of('accounts.number', { name: 'Lager' }),
  'sites.update': async ({ row }) => {
    const [account, site] = [await row('accounts'), await row('sites')]
    return { params: { number: account.number as number, id: site.id as string }, body: { version: 1, name: 'Lager' } }
  },
  'contacts.index': plain(),
  'contacts.store': plain({ familyName: 'Neumann' }),
  'contacts.show': of('contacts.id'),
  'contacts.update': of('contacts.id', versioned({ familyName: 'Anders' })),
  'contact_archivals.store': of('contacts.id'),
  'contact_archivals.destroy': of('contacts.id'),
  'contact_exports.show': plain(),
  'contact_imports.store': () => ({ body: Buffer.from('Nachname\nImportiert\n') }),
  'portal_accesses.store': async ({ row }) => {
    const [account, contact] = [await row('accounts'), await row('contacts'), await row('account_contacts'), await row('contact_emails')]
    return { body: { contactId: contact.id, accountNumber: account.number, role: 'user' } }
  },
  'portal_accesses.update': async (fixtures) => ({ params: await access(fixtures), body: { role: 'manager' } }),
  'portal_accesses.destroy': async (fixtures) => ({ params: await access(fixtures) }),
  'search.index': () => ({ query: 'q=Förde' }),

  'items.index': plain(),
  'items.store': plain({ name: 'Monitor' }),
  'items.show': of('items.number'),
  'items.update': of('items.number', versioned({ name: 'Anders' })),
  'item_archivals.store': of('items.number'),
  'item_archivals.destroy': of('items.number'),
  'item_costs.index': of('items.number'),
  'item_costs.update': async ({ row }) => ({ params: { number: (await row('items')).number as string, validFrom: '2026-02-01' }, body: { cost: '5' } }),
  'item_costs.destroy': async ({ row }) => {
    const [item, cost] = [await row('items'), await row('item_costs')]
    return { params: { number: item.number as string, validFrom: cost.valid_from as string } }
  },
  'work_types.index': plain(),
  'work_types.store': async ({ row }) => ({ body: { name: 'Fernwartung', itemNumber: (await row('items')).number } }),
  'work_types.update': of('work_types.id', versioned({ name: 'Anders' })),

  'assets.index': plain(),
  'assets.store': plain({ type: 'laptop', name: 'NB-0001' }),
  'assets.show': of('assets.number'),
  'assets.update': of('assets.number', versioned({ name: 'Anders' })),
  'asset_assignments.index': of('assets.number'),
  'asset_assignments.store': async ({ row }) => {
    const [asset, account] = [await row('assets'), await row('accounts')]
    return { params: { number: asset.number as number }, body: { accountNumber: account.number, validFrom: '2026-02-01' } }
  },
  'asset_assignments.end': async ({ row }) => {
    const [asset] = [await row('assets'), await row('asset_assignments')]
    return { params: { number: asset.number as number }, body: { validTo: '2026-02-01' } }
  },
  'asset_retirements.store': of('assets.number'),
  'asset_retirements.destroy': (fixtures) => ofMade(fixtures, 'assets.number', { retired_at: '2026-01-15' }),

  'contracts.index': plain(),
  'contracts.store': async ({ row }) => ({ body: { accountNumber: (await row('accounts')).number, name: 'Wartung', startsOn: '2026-01-01' } }),
  'contracts.show': of('contracts.number'),
  'contracts.update': of('contracts.number', versioned({ name: 'Anders' })),
  'contract_lines.update': of('contracts.number', versioned({ lines: [] })),
  'contract_endings.update': of('contracts.number', versioned({ endsOn: '2027-01-31' })),
  'contract_endings.destroy': (fixtures) => ofMade(fixtures, 'contracts.number', { ends_on: '2099-01-31' }),
  'calendars.index': plain(),
  'calendars.store': plain({ name: 'Rund um die Uhr', alwaysOpen: true }),
  'calendars.update': of('calendars.id', versioned({ name: 'Anders' })),
  'calendars.destroy': of('calendars.id'),
  'calendar_holidays.update': async ({ row }) => ({ params: { id: (await row('calendars')).id as string, day: '2026-12-24' }, body: { name: 'Heiligabend' } }),
  'calendar_holidays.destroy': async ({ row }) => {
    const [calendar, holiday] = [await row('calendars'), await row('calendar_holidays')]
    return { params: { id: calendar.id as string, day: holiday.day as string } }
  },
  'sla_policies.index': plain(),
  'sla_policies.store': async ({ row }) => ({ body: { name: 'Gold', calendarId: (await row('calendars')).id } }),
  'sla_policies.update': of('sla_policies.id', versioned({ name: 'Anders' })),
  'sla_policies.destroy': of('sla_policies.id'),

  'billing_runs.show': at({ month: '2026-10' }),
  'billing_runs.draft': at({ month: '2026-09' }, {}),
  'billing_runs.issue': at({ month: '2026-09' }, {}),
  'billing_runs.deliver': at({ month: '2026-09' }, {}),
  'documents.index': plain(),
  'documents.store': async ({ row }) => ({ body: { ...invoice, accountNumber: (await row('accounts')).number } }),
  'documents.show': async (fixtures) => ({ params: { reference: await fixtures.issued() } }),
  'documents.update': async (fixtures) => {
    const account = await fixtures.row('accounts')
    return { params: { reference: await fixtures.draft() }, body: { ...invoice, accountNumber: account.number, version: 1 } }
  },
  'documents.destroy': async (fixtures) => ({ params: { reference: await fixtures.draft() } }),
  'documents.issue': async (fixtures) => ({ params: { reference: await fixtures.draft() }, body: {} }),
  'documents.cancel': async (fixtures) => ({ params: { reference: await fixtures.issued() } }),
  'documents.deliver': async (fixtures) => ({ params: { reference: await fixtures.issued() }, body: {} }),
  'document_holds.store': async (fixtures) => ({ params: { reference: await fixtures.draft() } }),
  'document_holds.destroy': async (fixtures) => ({ params: { reference: await fixtures.draft() } }),
  'document_files.show': async ({ row }) => {
    const [file] = [await row('document_files'), await row('file_chunks')]
    return { params: { reference: file.document_id as string, kind: file.kind as string } }
  },
  'exports.index': plain(),
  'exports.store': async (fixtures) => {
    await fixtures.issued()
    const { id } = await fixtures.run(() => db.from('companies').orderBy('created_at').firstOrFail())
    return { body: { companyId: id, from: '2026-01-01', to: '2099-12-31' } }
  },
  'export_files.show': async ({ row }) => {
    const [file] = [await row('export_run_files'), await row('file_chunks')]
    return { params: { id: file.run_id as string, position: file.position as number } }
  },

  'tickets.index': plain(),
  'tickets.store': async ({ row }) => ({ body: { subject: 'VPN', channel: 'phone', accountNumber: (await row('accounts')).number } }),
  'tickets.counts': plain(),
  'ticket_options.index': plain(),
  'tickets.show': of('tickets.number'),
  'tickets.update': of('tickets.number', versioned({ subject: 'Anders' })),
  'ticket_assignments.update': async (fixtures) => ofMade(fixtures, 'tickets.number', {}, { memberId: (await fixtures.row('members')).id }),
  'ticket_statuses.update': async (fixtures) => ofMade(fixtures, 'tickets.number', {}, { statusId: (await fixtures.make('ticket_statuses')).id }),
  'ticket_mergers.store': async (fixtures) => {
    const [ticket, into] = [await fixtures.ticket(), await fixtures.ticket()]
    return { params: { number: ticket.number as number }, body: { into: into.number } }
  },
  'ticket_links.store': async (fixtures) => ofMade(fixtures, 'tickets.number', {}, { number: (await fixtures.another('tickets')).number, kind: 'related' }),
  'ticket_links.destroy': async ({ row, run }) => {
    const link = await row('ticket_links')
    const number = (id: unknown) => run(async () => (await db.from('tickets').where('id', id as string).firstOrFail()).number)
    return { params: { number: await number(link.ticket_id), other: await number(link.other_id) } }
  },
  'ticket_tags.update': of('tickets.number', { tags: ['vpn'] }),
  'saved_views.store': plain({ name: 'Meine', query: 'view=mine' }),
  'saved_views.destroy': of('saved_views.id'),
  'files.store': () => ({ query: 'name=foto.jpg', body: Buffer.from('bytes') }),
  'files.show': async ({ row }) => {
    const [file] = [await row('message_files'), await row('file_chunks')]
    return { params: { id: file.file_id as string } }
  },
  'inbound_mails.index': plain(),
  'inbound_mails.process': of('inbound_mails.id'),
  'outbound_mails.index': plain(),
  'outbound_mails.send': (fixtures) => ofMade(fixtures, 'outbound_mails.id', { state: 'failed' }),
  'outbound_mails.confirm': (fixtures) => ofMade(fixtures, 'outbound_mails.id', { state: 'uncertain' }),
  'message_views.show': async ({ row, make }) => {
    const message = await make('ticket_messages', { body_html: '<p>Guten Tag</p>' })
    return { params: { number: (await row('tickets')).number as number, id: message.id as string } }
  },

  'ticket_work.store': of('tickets.number', { text: 'Geprüft', audience: 'internal' }),
  'ticket_work.destroy': async ({ row, client, tenant }) => {
    const { number } = await row('tickets')
    const { data } = await client.post(tenant.path(`tickets/${number}/work`), { text: 'Geprüft', audience: 'internal' })
    return { params: { number: number as number, id: data.messageId } }
  },
  'time_entries.index': plain(),
  'time_entries.store': async ({ row }) => ({ body: { ...work, ticketNumber: (await row('tickets')).number } }),
  'time_entries.update': of('time_entries.id', versioned(work)),
  'time_entries.destroy': of('time_entries.id'),
  'time_entries.approve': of('time_entries.id'),
  'work_timers.index': plain(),
  'work_timers.store': async ({ row }) => ({ body: { ticketNumber: (await row('tickets')).number } }),
  'work_timers.pause': of('work_timers.id'),
  'work_timers.destroy': of('work_timers.id'),

  'presence.update': of('tickets.number', { state: 'reading' }),
  'parked_messages.index': plain(),
  'parked_messages.retry': (fixtures) => ofMade(fixtures, 'bus_messages.id', { parked_at: '2026-01-15' }),
  'mentions.index': plain(),
  'mentions.update': of('message_mentions.message_id', undefined, 'id'),
}

const versionOf = async ({ client, tenant }: Fixtures, what: 'company' | 'range'): Promise<number> => {
  const { data } = await client.get(tenant.path('company'))
  return what === 'company' ? data.version : data.numberRange.version
}

async function access({ row }: Fixtures): Promise<{ contactId: string; accountNumber: number }> {
  const [account, contact] = [await row('accounts'), await row('contacts'), await row('portal_accesses')]
  return { contactId: contact.id as string, accountNumber: account.number as number }
}
