import { type Fixtures, type MakeRequest } from '../support/route_fixtures.js'
import { of, ofMade, plain, versioned } from '../support/route_request.js'
import { unique } from '../support/tenant.js'

const inOrder = (table: string): MakeRequest => {
  return async ({ row }) => ({ body: { ids: [(await row(table)).id] } })
}

/** Neither the default, which stays, nor named by anything. */
const plainStatus = (fixtures: Fixtures, body?: unknown) =>
  ofMade(fixtures, 'ticket_statuses.id', { ...STATUS, is_default: false }, body)

const STATUS = { category: 'open', waiting_for: null, reopens_after_days: null }

/** The settings of the service desk. */
export const deskRequests: Record<string, MakeRequest> = {
  'queues.index': plain(),
  'queues.store': async ({ row }) => ({
    body: { name: unique('Projekte'), restricted: true, memberIds: [(await row('members')).id] },
  }),
  'queues.order': inOrder('queues'),
  'queues.update': of('queues.id', versioned({ signature: 'Viele Grüße' })),
  'queues.destroy': (fixtures) => ofMade(fixtures, 'queues.id', { is_default: false }),
  'queue_archivals.store': (fixtures) => ofMade(fixtures, 'queues.id', { is_default: false }),
  'queue_archivals.destroy': of('queues.id'),

  'statuses.index': plain(),
  'statuses.store': () => ({
    body: { name: unique('In Arbeit'), nameEn: unique('In progress'), category: 'open' },
  }),
  'statuses.order': inOrder('ticket_statuses'),
  'statuses.update': (fixtures) => plainStatus(fixtures, versioned({ stopsClock: true })),
  'statuses.destroy': (fixtures) => plainStatus(fixtures),
  'status_archivals.store': (fixtures) => plainStatus(fixtures),
  'status_archivals.destroy': (fixtures) => plainStatus(fixtures),

  'mailboxes.index': plain(),
  'mailboxes.store': async ({ row }) => ({
    body: {
      address: `${unique('post')}@kontor.test`,
      name: 'Kontor',
      queueId: (await row('queues')).id,
    },
  }),
  'mailboxes.update': of('mailboxes.id', versioned({ name: 'Anders' })),
  'mailboxes.destroy': (fixtures) => ofMade(fixtures, 'mailboxes.id', { is_default: false }),
  'mailbox_archivals.store': (fixtures) => ofMade(fixtures, 'mailboxes.id', { is_default: false }),
  'mailbox_archivals.destroy': of('mailboxes.id'),

  'text_modules.index': plain(),
  'text_modules.store': () => ({
    body: { shortcut: unique('gruss'), name: 'Gruß', body: 'Guten Tag', language: 'de' },
  }),
  'text_modules.update': of('text_modules.id', versioned({ name: 'Anders' })),
  'text_modules.destroy': of('text_modules.id'),

  'macros.index': plain(),
  'macros.store': async ({ row }) => ({
    body: {
      name: 'An den Vertrieb',
      queueId: (await row('queues')).id,
      statusId: (await row('ticket_statuses')).id,
    },
  }),
  'macros.order': inOrder('macros'),
  'macros.update': of('macros.id', versioned({ name: 'Anders' })),
  'macros.destroy': of('macros.id'),
}
