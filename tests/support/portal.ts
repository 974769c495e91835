import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import { storeFile } from '#core/files'
import type { PortalRole } from '#crm/portal_access'
import { issueToken } from '#identity/login_token'
import { Ticket } from '#tickets/ticket'
import { TicketMessage, type NewMessage } from '#tickets/ticket_message'
import { Client } from './client.js'
import { PASSWORD, type TestTenant, unique } from './tenant.js'
import { makeAccount } from './ticket.js'

/** A customer with a contact who may enter the portal. */
export class PortalCustomer {
  private constructor(
    readonly tenant: TestTenant,
    readonly accountId: string,
    readonly contactId: string,
    readonly loginId: string,
    readonly email: string
  ) {}

  static async create(
    tenant: TestTenant,
    role: PortalRole = 'manager',
    name = 'Steuerkanzlei Möller & Partner'
  ): Promise<PortalCustomer> {
    const account = await makeAccount(tenant, name, `${unique('kunde')}@kunde.test`)
    await openRoom(tenant, account.contactId, account.id, role)
    const loginId = await makeLogin(tenant, account.contactId, account.email)
    return new PortalCustomer(tenant, account.id, account.contactId, loginId, account.email)
  }

  /** A colleague at the same customer. */
  async colleague(role: PortalRole, familyName = 'Lübbers'): Promise<PortalCustomer> {
    const email = `${unique('kollege')}@kunde.test`
    const contactId = await this.tenant.run(async () => {
      const [contact] = await db
        .table('contacts')
        .returning('id')
        .insert({ given_name: 'Jörn', family_name: familyName })
      await db.table('contact_emails').insert({ contact_id: contact.id, email })
      await db
        .table('account_contacts')
        .insert({ account_id: this.accountId, contact_id: contact.id })
      return contact.id as string
    })
    await openRoom(this.tenant, contactId, this.accountId, role)
    return new PortalCustomer(
      this.tenant,
      this.accountId,
      contactId,
      await makeLogin(this.tenant, contactId, email),
      email
    )
  }

  path = (rest: string) => portalPath(this.tenant, rest)

  async signIn(): Promise<Client> {
    const client = await atTheDoor(this.tenant)
    const answer = await client.post(this.path('session'), {
      email: this.email,
      password: PASSWORD,
    })
    if (answer.status !== 204) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`)
    return client
  }

  linkToken = () =>
    issueToken('portal_link', { tenantId: this.tenant.id, portalLoginId: this.loginId })

  /** A ticket of this customer, as staff would open it by phone. */
  openTicket(subject = 'VPN bricht ab', clock?: DateTime): Promise<Ticket> {
    return this.tenant.run(async () => {
      const queue = await db.from('queues').where('is_default', true).firstOrFail()
      return Ticket.open({
        subject,
        queueId: queue.id,
        channel: 'phone',
        accountId: this.accountId,
        contactId: this.contactId,
      })
    }, clock)
  }
}

export const portalPath = (tenant: TestTenant, rest: string) => `/api/portal/${tenant.slug}/${rest}`

/** A browser in front of the portal, with the forgery token of its pages. */
export async function atTheDoor(tenant: TestTenant): Promise<Client> {
  const client = new Client()
  await client.get(portalPath(tenant, 'branding'))
  return client
}

export const openRoom = (
  tenant: TestTenant,
  contactId: string,
  accountId: string,
  role: PortalRole
) =>
  tenant.run(() =>
    db.table('portal_accesses').insert({ contact_id: contactId, account_id: accountId, role })
  )

/** A message with a file, written into the ticket as the given fields say. */
export function addMessage(
  tenant: TestTenant,
  ticket: Ticket,
  message: Partial<NewMessage>,
  clock?: DateTime
) {
  return tenant.run(async () => {
    const file = await storeFile({
      name: 'Anhang.txt',
      type: 'text/plain',
      content: Buffer.from(`Datei zu: ${message.text}`),
    })
    const row = await TicketMessage.add(await Ticket.findOrFail(ticket.id), {
      direction: 'in',
      channel: 'mail',
      audience: 'customer',
      authorName: 'Sabine Möller',
      text: '',
      fileIds: [file.id],
      ...message,
    })
    return { id: row.id, fileId: file.id }
  }, clock)
}

async function makeLogin(tenant: TestTenant, contactId: string, email: string): Promise<string> {
  const [login] = await db
    .connection('identity')
    .table('portal_logins')
    .returning('id')
    .insert({
      tenant_id: tenant.id,
      contact_id: contactId,
      email,
      password_hash: await hash.make(PASSWORD),
    })
  return login.id
}

/** An invoice with its PDF; without a number a draft. */
export async function makeInvoice(
  customer: PortalCustomer,
  number: string | null,
  given: Record<string, unknown> = {}
) {
  return customer.tenant.run(async () => {
    const company = await db.from('companies').firstOrFail()
    const issued = {
      number,
      document_date: '2026-10-31',
      due_on: '2026-11-14',
      issued_at: '2026-10-31T10:00:00Z',
      sent_at: '2026-10-31T11:00:00Z',
      content: '{}',
      content_hash: Buffer.alloc(32),
    }
    const [invoice] = await db
      .table('documents')
      .returning('id')
      .insert({
        company_id: company.id,
        kind: 'invoice',
        account_id: customer.accountId,
        debtor_account_id: customer.accountId,
        supply_from: '2026-10-01',
        supply_to: '2026-10-31',
        subject: 'Leistungen Oktober 2026',
        net: 100_00,
        vat: 19_00,
        gross: 119_00,
        ...(number && issued),
        ...given,
      })
    const file = await storeFile({
      name: `Rechnung ${number}.pdf`,
      type: 'application/pdf',
      content: Buffer.from(`%PDF ${number}`),
    })
    await db.table('document_files').insert({
      document_id: invoice.id,
      kind: 'pdf',
      file_id: file.id,
      content_hash: Buffer.alloc(32),
    })
    return { id: invoice.id as string, fileId: file.id }
  })
}
