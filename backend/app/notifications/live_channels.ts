import db from '@adonisjs/lucid/services/db'
import type { Channel, Follower, Notice } from '#core/live'

const mayRead = (type: string) => (follower: Follower) => follower.can('read', type)

/** Due times of many tickets have moved at once; none of them has an event of its own. */
const isRecomputed = ({ type }: Notice) => type === 'sla_policy.recomputed'

/** What a browser may follow. A stream tells that something changed; the lists behind it ask the API again. */
export const liveChannels: Channel[] = [
  {
    name: 'tickets',
    authorize: mayRead('Ticket'),
    matches: (notice) =>
      (notice.subjectType === 'ticket' && notice.type !== 'ticket.presence') ||
      isRecomputed(notice),
  },
  {
    name: 'ticket',
    async authorize(follower, id) {
      if (!follower.can('read', 'Ticket')) return false
      const ticket = await db.from('tickets').where('id', id).select('queue_id').first()
      return Boolean(ticket) && !follower.hiddenQueueIds.includes(ticket.queue_id)
    },
    matches: (notice, id) =>
      (notice.subjectType === 'ticket' && notice.subjectId === id) || isRecomputed(notice),
  },
  {
    name: 'account',
    authorize: mayRead('Account'),
    matches: (notice, id) => notice.accountId === id,
  },
  {
    name: 'mail',
    authorize: mayRead('InboundMail'),
    matches: (notice) => ['inbound_mail', 'outbound_mail'].includes(notice.subjectType),
  },
  {
    name: 'parked',
    authorize: mayRead('Parked'),
    matches: (notice) => notice.subjectType === 'parked_message',
  },
  {
    name: 'time',
    authorize: mayRead('TimeEntry'),
    matches: (notice) => notice.subjectType === 'time_entry',
  },
  {
    name: 'billing',
    authorize: mayRead('Document'),
    matches: (notice) => ['document', 'export_run', 'billing_run'].includes(notice.subjectType),
  },
  {
    name: 'desk',
    authorize: mayRead('Queue'),
    matches: (notice) =>
      ['queue', 'ticket_status', 'mailbox', 'text_module', 'macro'].includes(notice.subjectType),
  },
  {
    name: 'contracts',
    authorize: mayRead('Contract'),
    // What lines count: devices come and go, and items are renamed.
    matches: (notice) => ['contract', 'asset', 'item'].includes(notice.subjectType),
  },
  {
    name: 'devices',
    authorize: mayRead('Asset'),
    matches: (notice) => notice.subjectType === 'asset',
  },
  {
    name: 'items',
    authorize: mayRead('Item'),
    matches: (notice) => ['item', 'work_type'].includes(notice.subjectType),
  },
  {
    name: 'sla',
    authorize: (follower) => follower.can('read', 'SlaPolicy') && follower.can('read', 'Calendar'),
    matches: (notice) => ['sla_policy', 'calendar'].includes(notice.subjectType),
  },
  {
    name: 'company',
    authorize: mayRead('Company'),
    matches: (notice) => notice.subjectType === 'company',
  },
  {
    name: 'members',
    authorize: mayRead('Member'),
    matches: (notice) => notice.subjectType === 'member',
  },
  {
    name: 'accounts',
    authorize: mayRead('Account'),
    matches: (notice) => ['account', 'contact', 'site'].includes(notice.subjectType),
  },
]
