import type { MakeRequest } from '../support/route_fixtures.js'
import { enterPortal } from '../support/route_fixtures.js'
import { of, plain } from '../support/route_request.js'
import { PASSWORD } from '../support/tenant.js'

/** Every route of the customers' house by its name, with one request that succeeds for a contact of the account. */
export const portalRequests: Record<string, MakeRequest> = {
  'portal_me.show': plain(),
  'portal_account.update': async ({ row }) => ({ body: { accountId: (await row('accounts')).id } }),
  'portal_password.update': plain({ current: PASSWORD, password: PASSWORD }),
  'portal_sessions.index': plain(),
  'portal_sessions.destroy_others': plain(),
  'portal_sessions.destroy': async ({ tenant, client, row }) => {
    await enterPortal(tenant, (await row('portal_logins')).email as string)
    const { data } = await client.get(`/api/portal/${tenant.slug}/sessions`)
    return { params: { id: data.find((each: { current: boolean }) => !each.current).id } }
  },
  'portal_tickets.index': plain(),
  'portal_tickets.store': plain({ subject: 'Drucker', text: 'Er druckt nicht', urgency: 'later' }),
  'portal_tickets.show': of('tickets.number'),
  'portal_messages.store': of('tickets.number', { text: 'Noch immer' }),
  'portal_message_views.show': async ({ row, make }) => {
    const message = await make('ticket_messages', {
      audience: 'customer',
      body_html: '<p>Guten Tag</p>',
    })
    return { params: { number: (await row('tickets')).number as number, id: message.id as string } }
  },
  'portal_solutions.store': async (fixtures) => ({
    params: { number: (await fixtures.ticket()).number as number },
  }),
  'portal_solutions.destroy': async (fixtures) => {
    const status = await fixtures.make('ticket_statuses', { category: 'solved' })
    const ticket = await fixtures.ticket({
      status_id: status.id,
      category: 'solved',
      solved_at: '2026-11-20T10:00:00Z',
    })
    return { params: { number: ticket.number as number } }
  },
  'portal_files.store': () => ({ query: 'name=foto.jpg', body: Buffer.from('bytes') }),
  'portal_files.show': async ({ row, make }) => {
    await make('ticket_messages', { audience: 'customer' })
    const [file] = [await row('message_files'), await row('file_chunks')]
    return { params: { id: file.file_id as string } }
  },
  'portal_invoices.index': plain(),
  'portal_invoice_files.show': async ({ row, make }) => {
    const issued = {
      number: `R-${Date.now()}`.slice(0, 16),
      content: '{}',
      document_date: '2026-01-15',
      issued_at: '2026-01-15',
      sent_at: '2026-01-15',
    }
    const document = await make('documents', issued)
    await make('document_files', { kind: 'pdf' })
    await row('file_chunks')
    return { params: { id: document.id as string } }
  },
}
