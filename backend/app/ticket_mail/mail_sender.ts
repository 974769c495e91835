import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'

/** Who an address belongs to: a colleague, a contact and the accounts behind it, or nobody we know. */
export interface Sender {
  name: string
  memberId: string | null
  contactId: string | null
  /** the contact's accounts, first the primary one; without a contact the account of the mail domain */
  accountIds: string[]
}

export async function findSender(address: string): Promise<Sender> {
  const [contact] = await sql<{ id: string; name: string; accounts: string[] | null }>(
    `select c.id, concat_ws(' ', c.given_name, c.family_name) as name,
            (select array_agg(a.account_id order by a.is_primary desc, a.account_id)
             from account_contacts a where a.contact_id = c.id) as accounts
     from contact_emails e join contacts c on c.id = coalesce((select merged_into from contacts where id = e.contact_id), e.contact_id)
     where e.email = ?`,
    [address]
  )
  if (contact) {
    return {
      name: contact.name,
      memberId: null,
      contactId: contact.id,
      accountIds: contact.accounts ?? (await byDomain(address)),
    }
  }
  const [member] = await sql<{ id: string; name: string }>(
    'select id, name from app.member_by_address(?)',
    [address]
  )
  if (member) return { name: member.name, memberId: member.id, contactId: null, accountIds: [] }
  return { name: '', memberId: null, contactId: null, accountIds: await byDomain(address) }
}

async function byDomain(address: string): Promise<string[]> {
  const row = await db
    .from('account_domains')
    .where('domain', address.split('@')[1] ?? '')
    .first()
  return row ? [row.account_id] : []
}

/**
 * Whether what this address writes, or is written, is between the customer and us: who asked, and the account's own
 * people. Without an account everybody is, because there is nobody else whose secret it could be.
 */
export function speaksForCustomer(
  ticket: { requesterEmail: string | null; accountId: string | null },
  address: string,
  sender: Sender
): boolean {
  if (address === ticket.requesterEmail) return true
  if (sender.memberId) return false
  return ticket.accountId === null || sender.accountIds.includes(ticket.accountId)
}
