import db from '@adonisjs/lucid/services/db'
import { storeMail } from '#mail/inbound_mail'
import type { TestTenant } from './tenant.js'

/** An account with a contact, as a mail's sender has to be known. */
export async function makeAccount(
  tenant: TestTenant,
  name = 'Steuerkanzlei Möller & Partner',
  email = 'sabine@kanzlei-moeller.test'
) {
  return tenant.run(async () => {
    const { nextNumber } = await import('#core/numbers')
    const [account] = await db
      .table('accounts')
      .returning(['id', 'number'])
      .insert({ name, number: await nextNumber('customer') })
    const [contact] = await db
      .table('contacts')
      .returning('id')
      .insert({ given_name: 'Sabine', family_name: 'Möller' })
    await db.table('contact_emails').insert({ contact_id: contact.id, email })
    await db
      .table('account_contacts')
      .insert({ account_id: account.id, contact_id: contact.id, is_primary: true })
    return {
      id: account.id as string,
      number: account.number as number,
      contactId: contact.id as string,
      email,
    }
  })
}

export async function makeMailbox(
  tenant: TestTenant,
  address = 'support@nordlicht.test',
  acknowledge = true
): Promise<string> {
  return tenant.run(async () => {
    const [mailbox] = await db
      .from('mailboxes')
      .where('is_default', true)
      .update({ address, name: 'Nordlicht Support', acknowledge })
      .returning('id')
    return mailbox.id as string
  })
}

export interface MailParts {
  from?: string
  to?: string
  subject?: string
  messageId?: string
  inReplyTo?: string
  text?: string
  headers?: Record<string, string>
}

export function rawMail(parts: MailParts): Buffer {
  const headers: Record<string, string | undefined> = {
    'From': parts.from ?? 'Sabine Möller <sabine@kanzlei-moeller.test>',
    'To': parts.to ?? 'support@nordlicht.test',
    'Subject': parts.subject ?? 'VPN bricht ab',
    'Message-ID': `<${parts.messageId ?? crypto.randomUUID()}@kanzlei-moeller.test>`,
    'In-Reply-To': parts.inReplyTo && `<${parts.inReplyTo}>`,
    'Date': 'Mon, 23 Nov 2026 08:12:00 +0100',
    'Content-Type': 'text/plain; charset=utf-8',
    ...parts.headers,
  }
  const head = Object.entries(headers)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(
    `${head.join('\r\n')}\r\n\r\n${parts.text ?? 'Guten Morgen,\r\ndas VPN bricht ab.'}\r\n`
  )
}

/** Takes a mail in and processes it; returns its row. */
export async function ingest(tenant: TestTenant, mailboxId: string, bytes: Buffer) {
  const { id } = await tenant.run(() => storeMail(mailboxId, 'test', bytes))
  await tenant.settle()
  return tenant.run(() => db.from('inbound_mails').where('id', id).firstOrFail())
}

export const ticketRow = (tenant: TestTenant, id: string) =>
  tenant.run(() => db.from('tickets').where('id', id).firstOrFail())
