import db from '@adonisjs/lucid/services/db'
import { TestTenant } from './tenant.js'
import { ingest, makeAccount, makeMailbox, rawMail, ticketRow } from './ticket.js'

export const SABINE = 'sabine@kanzlei-moeller.test'

/** A tenant with a mailbox, a known customer, and a ticket that she opened by mail. */
export async function mailHouse() {
  const tenant = await TestTenant.create()
  const account = await makeAccount(tenant)
  const mailbox = await makeMailbox(tenant)
  const first = await ingest(tenant, mailbox, rawMail({ messageId: 'first' }))
  const ticket = await ticketRow(tenant, first.ticket_id)
  const colleague = await tenant.addMember('technician', 'Anna Jessen')
  return { tenant, account, mailbox, ticket, colleague, inReplyTo: 'first@kanzlei-moeller.test' }
}

export const newestMessage = (tenant: TestTenant, ticketId: string) =>
  tenant.run(() =>
    db.from('ticket_messages').where('ticket_id', ticketId).orderBy('id', 'desc').firstOrFail()
  )
