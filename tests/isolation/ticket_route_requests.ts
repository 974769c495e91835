import db from '@adonisjs/lucid/services/db'
import { type Fixtures, type MakeRequest, type RouteRequest } from '../support/route_fixtures.js'
import { of, ofMade, plain, versioned } from '../support/route_request.js'

const work = {
  startedAt: '2026-01-15T09:00:00Z',
  endedAt: '2026-01-15T10:00:00Z',
  outcome: 'billable',
}

/** Tickets, mails, time and what is told of them. */
export const ticketRequests: Record<string, MakeRequest> = {
  'tickets.index': plain(),
  'tickets.store': async ({ row }) => ({
    body: { subject: 'VPN', channel: 'phone', accountNumber: (await row('accounts')).number },
  }),
  'tickets.counts': plain(),
  'mail_counts.index': plain(),
  'ticket_options.index': plain(),
  'tickets.show': of('tickets.number'),
  'tickets.update': of('tickets.number', versioned({ subject: 'Anders' })),
  'ticket_assignments.update': async (fixtures) =>
    ofMade(fixtures, 'tickets.number', {}, { memberId: (await fixtures.row('members')).id }),
  'ticket_statuses.update': async (fixtures) =>
    ofMade(
      fixtures,
      'tickets.number',
      {},
      { statusId: (await fixtures.make('ticket_statuses')).id }
    ),
  'ticket_mergers.store': async (fixtures) => {
    const [ticket, into] = [await fixtures.ticket(), await fixtures.ticket()]
    return { params: { number: ticket.number as number }, body: { into: into.number } }
  },
  'ticket_links.store': async (fixtures) =>
    ofMade(
      fixtures,
      'tickets.number',
      {},
      { number: (await fixtures.another('tickets')).number, kind: 'related' }
    ),
  'ticket_links.destroy': async ({ row, run }) => {
    const link = await row('ticket_links')
    const number = (id: unknown) =>
      run(
        async () =>
          (
            await db
              .from('tickets')
              .where('id', id as string)
              .firstOrFail()
          ).number
      )
    return { params: { number: await number(link.ticket_id), other: await number(link.other_id) } }
  },
  'ticket_tags.update': of('tickets.number', { tags: ['vpn'] }),
  'saved_views.store': plain({ name: 'Meine', search: 'view=mine' }),
  'saved_views.destroy': of('saved_views.id'),
  'files.store': () => ({ query: 'name=foto.jpg', body: Buffer.from('bytes') }),
  'files.show': async ({ row }) => {
    const [file] = [await row('message_files'), await row('file_chunks')]
    return { params: { id: file.file_id as string } }
  },
  'inbound_mails.index': plain(),
  'inbound_mails.process': of('inbound_mails.id'),
  'outbound_mails.index': plain(),
  'outbound_mails.show': (fixtures) => ofMade(fixtures, 'outbound_mails.id', {}),
  'outbound_mails.send': (fixtures) => ofMade(fixtures, 'outbound_mails.id', { state: 'failed' }),
  'outbound_mails.confirm': (fixtures) =>
    ofMade(fixtures, 'outbound_mails.id', { state: 'uncertain' }),
  'message_views.show': async ({ row, make }) => {
    const message = await make('ticket_messages', { body_html: '<p>Guten Tag</p>' })
    return { params: { number: (await row('tickets')).number as number, id: message.id as string } }
  },

  'ticket_work.store': of('tickets.number', { text: 'Geprüft', audience: 'internal' }),
  'ticket_work.destroy': async ({ row, client, tenant }) => {
    const { number } = await row('tickets')
    const { data } = await client.post(tenant.path(`tickets/${number}/work`), {
      text: 'Geprüft',
      audience: 'internal',
    })
    return { params: { number: number as number, id: data.messageId } }
  },
  'ticket_items.store': async ({ row }) => ({
    params: { number: (await row('tickets')).number as number },
    body: { itemNumber: (await row('items')).number },
  }),
  'ticket_items.update': async (fixtures) => suppliedItem(fixtures, { quantity: '2' }),
  'ticket_items.destroy': async (fixtures) => suppliedItem(fixtures),
  'contract_hours.show': of('tickets.number'),
  'time_entries.index': plain(),
  'time_entries.store': async ({ row }) => ({
    body: { ...work, ticketNumber: (await row('tickets')).number },
  }),
  'time_entries.update': of('time_entries.id', versioned(work)),
  'time_entries.destroy': of('time_entries.id'),
  'time_entries.approve': of('time_entries.id'),
  'work_timers.index': plain(),
  'work_timers.store': async ({ row }) => ({
    body: { ticketNumber: (await row('tickets')).number },
  }),
  'work_timers.pause': of('work_timers.id'),
  'work_timers.destroy': of('work_timers.id'),

  'presence.update': of('tickets.number', { state: 'reading' }),
  'parked_messages.index': plain(),
  'parked_messages.count': plain(),
  'parked_messages.retry_all': plain(),
  'parked_messages.retry': (fixtures) =>
    ofMade(fixtures, 'bus_messages.id', { parked_at: '2026-01-15' }),
  'mentions.index': plain(),
  'mentions.update': of('message_mentions.message_id', undefined, 'id'),
}

/** An item that was supplied with a ticket. */
async function suppliedItem({ row }: Fixtures, change?: object): Promise<RouteRequest> {
  const [ticket, item] = [await row('tickets'), await row('ticket_items')]
  return {
    params: { number: ticket.number as number, id: item.id as string },
    body: change && { version: item.version, ...change },
  }
}
