import { record } from '#core/events'

/** Facts about customers, as others listen to them. */
export type AccountEvent =
  'account.created' | 'account.updated' | 'account.archived' | 'account.unarchived'

/** Records an event of an account; the number goes along because people speak of accounts by it. */
export function recordAccount(
  type: AccountEvent,
  account: { id: string; number: number },
  changed?: string[]
): Promise<string> {
  return record({
    type,
    subject: { type: 'account', id: account.id },
    accountId: account.id,
    payload: { number: account.number, ...(changed && { changed }) },
  })
}
