import { record } from '#core/events'

export type ContactEvent =
  | 'contact.created'
  | 'contact.updated'
  | 'contact.archived'
  | 'contact.unarchived'
  | 'contact.portal_access_granted'
  | 'contact.portal_access_changed'
  | 'contact.portal_access_revoked'

/** Records an event of a contact on the timeline of one account. */
export function recordContact(
  type: ContactEvent,
  contactId: string,
  accountId: string | null,
  changed?: string[]
): Promise<string> {
  return record({
    type,
    subject: { type: 'contact', id: contactId },
    accountId,
    payload: changed ? { changed } : {},
  })
}
