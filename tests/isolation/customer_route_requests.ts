import { type Fixtures, type MakeRequest } from '../support/route_fixtures.js'
import { of, ofMade, plain, versioned } from '../support/route_request.js'
import { unique } from '../support/tenant.js'

/** Customers, their people, devices and contracts. */
export const customerRequests: Record<string, MakeRequest> = {
  'accounts.index': plain(),
  'accounts.store': () => ({ body: { name: unique('Neukunde ') } }),
  'accounts.show': of('accounts.number'),
  'accounts.update': of('accounts.number', versioned({ name: 'Anders' })),
  'account_archivals.store': of('accounts.number'),
  'account_archivals.destroy': of('accounts.number'),
  'account_timelines.show': of('accounts.number'),
  'account_exports.show': plain(),
  'account_imports.store': () => ({ body: Buffer.from('Name\nImport GmbH\n') }),
  'sites.index': of('accounts.number'),
  'sites.store': of('accounts.number', { name: 'Lager' }),
  'sites.update': async ({ row }) => {
    const [account, site] = [await row('accounts'), await row('sites')]
    return {
      params: { number: account.number as number, id: site.id as string },
      body: { version: 1, name: 'Lager' },
    }
  },
  'contacts.index': plain(),
  'contacts.store': plain({ familyName: 'Neumann' }),
  'contacts.show': of('contacts.id'),
  'contacts.update': of('contacts.id', versioned({ familyName: 'Anders' })),
  'contact_archivals.store': of('contacts.id'),
  'contact_archivals.destroy': of('contacts.id'),
  'contact_exports.show': plain(),
  'contact_imports.store': () => ({ body: Buffer.from('Nachname\nImportiert\n') }),
  'portal_accesses.store': async ({ row }) => {
    const [account, contact] = [
      await row('accounts'),
      await row('contacts'),
      await row('account_contacts'),
      await row('contact_emails'),
    ]
    return { body: { contactId: contact.id, accountNumber: account.number, role: 'user' } }
  },
  'portal_accesses.update': async (fixtures) => ({
    params: await access(fixtures),
    body: { role: 'manager' },
  }),
  'portal_accesses.destroy': async (fixtures) => ({ params: await access(fixtures) }),
  'search.index': () => ({ query: 'q=Förde' }),

  'assets.index': plain(),
  'assets.store': plain({ type: 'laptop', name: 'NB-0001' }),
  'assets.show': of('assets.number'),
  'assets.update': of('assets.number', versioned({ name: 'Anders' })),
  'asset_assignments.index': of('assets.number'),
  'asset_assignments.store': async ({ row }) => {
    const [asset, account] = [await row('assets'), await row('accounts')]
    return {
      params: { number: asset.number as number },
      body: { accountNumber: account.number, validFrom: '2026-02-01' },
    }
  },
  'asset_assignments.end': async ({ row }) => {
    const [asset] = [await row('assets'), await row('asset_assignments')]
    return { params: { number: asset.number as number }, body: { validTo: '2026-02-01' } }
  },
  'asset_retirements.store': of('assets.number'),
  'asset_retirements.destroy': (fixtures) =>
    ofMade(fixtures, 'assets.number', { retired_at: '2026-01-15' }),

  'contracts.index': plain(),
  'contracts.store': async ({ row }) => ({
    body: {
      accountNumber: (await row('accounts')).number,
      name: 'Wartung',
      startsOn: '2026-01-01',
    },
  }),
  'contracts.show': of('contracts.number'),
  'contracts.update': of('contracts.number', versioned({ name: 'Anders' })),
  'contract_lines.update': of('contracts.number', versioned({ lines: [] })),
  'contract_endings.update': of('contracts.number', versioned({ endsOn: '2027-01-31' })),
  'contract_endings.destroy': (fixtures) =>
    ofMade(fixtures, 'contracts.number', { ends_on: '2099-01-31' }),
}

async function access({ row }: Fixtures): Promise<{ contactId: string; accountNumber: number }> {
  const [account, contact] = [
    await row('accounts'),
    await row('contacts'),
    await row('portal_accesses'),
  ]
  return { contactId: contact.id as string, accountNumber: account.number as number }
}
