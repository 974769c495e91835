import db from '@adonisjs/lucid/services/db'

/**
 * Mails as they arrived, without those of hidden queues: a mailbox of a restricted queue, and a mail whose ticket
 * moved to one, are as hidden as its tickets.
 */
export function visibleInboundMails(hiddenQueueIds: string[]) {
  const hidden = db.from('mailboxes').whereIn('queue_id', hiddenQueueIds).select('id')
  return ofVisibleTickets('inbound_mails', hiddenQueueIds).whereNotIn('mailbox_id', hidden)
}

/** The outbox, without mails of tickets in hidden queues. */
export const visibleOutboundMails = (hiddenQueueIds: string[]) =>
  ofVisibleTickets('outbound_mails', hiddenQueueIds)

function ofVisibleTickets(mails: 'inbound_mails' | 'outbound_mails', hiddenQueueIds: string[]) {
  const hidden = db.from('tickets').whereIn('queue_id', hiddenQueueIds).select('id')
  return db
    .from(mails)
    .where((part) => part.whereNull('ticket_id').orWhereNotIn('ticket_id', hidden))
}
