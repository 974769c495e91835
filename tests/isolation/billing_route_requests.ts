import db from '@adonisjs/lucid/services/db'
import { BILLED_ACCOUNT, type MakeRequest } from '../support/route_fixtures.js'
import { at, of, plain } from '../support/route_request.js'

const freeLine = { description: 'Patchkabel', quantity: '3', unit: 'C62', unitPrice: '4.95' }
const invoice = {
  accountNumber: BILLED_ACCOUNT,
  subject: 'Hardware',
  supplyFrom: '2026-10-05',
  supplyTo: '2026-10-05',
  lines: [freeLine],
}

/** The month, documents and exports. */
export const billingRequests: Record<string, MakeRequest> = {
  'contract_previews.store': of('contracts.number', { lines: [] }),
  'billing_runs.show': at({ month: '2026-10' }),
  'billing_runs.draft': at({ month: '2026-09' }, {}),
  'billing_runs.issue': at({ month: '2026-09' }, {}),
  'billing_runs.deliver': at({ month: '2026-09' }, {}),
  'office_duties.show': plain(),
  'documents.index': plain(),
  'documents.store': async ({ row }) => ({
    body: { ...invoice, accountNumber: (await row('accounts')).number },
  }),
  'documents.show': async (fixtures) => ({ params: { reference: await fixtures.issued() } }),
  'documents.update': async (fixtures) => {
    const account = await fixtures.row('accounts')
    return {
      params: { reference: await fixtures.draft() },
      body: { ...invoice, accountNumber: account.number, version: 1 },
    }
  },
  'documents.destroy': async (fixtures) => ({ params: { reference: await fixtures.draft() } }),
  'documents.issue': async (fixtures) => ({
    params: { reference: await fixtures.draft() },
    body: {},
  }),
  'documents.cancel': async (fixtures) => ({ params: { reference: await fixtures.issued() } }),
  'documents.deliver': async (fixtures) => ({
    params: { reference: await fixtures.issued() },
    body: {},
  }),
  'document_holds.store': async (fixtures) => ({ params: { reference: await fixtures.draft() } }),
  'document_holds.destroy': async (fixtures) => ({ params: { reference: await fixtures.draft() } }),
  'document_files.show': async ({ row }) => {
    const [file] = [await row('document_files'), await row('file_chunks')]
    return { params: { reference: file.document_id as string, kind: file.kind as string } }
  },
  'exports.index': plain(),
  'exports.store': async (fixtures) => {
    await fixtures.issued()
    const { id } = await fixtures.run(() =>
      db.from('companies').orderBy('created_at').firstOrFail()
    )
    return { body: { companyId: id, from: '2026-01-01', to: '2099-12-31' } }
  },
  'export_files.show': async ({ row }) => {
    const [file] = [await row('export_run_files'), await row('file_chunks')]
    return { params: { id: file.run_id as string, position: file.position as number } }
  },
}
