import type { AuditEntry } from './audit_types.ts'

type Row = { id: string | null; number: string | null }

/** Pages of their own. */
const PAGES: Record<string, (row: Row) => string | null> = {
  tickets: ({ number }) => number && `tickets/${number}`,
  accounts: ({ number }) => number && `accounts/${number}`,
  contacts: ({ id }) => id && `contacts/${id}`,
  contracts: ({ number }) => number && `contracts/${number}`,
  assets: ({ number }) => number && `devices/${number}`,
  documents: ({ id, number }) => (number ?? id) && `billing/documents/${number ?? id}`,
}

/** Rows that stand in a list of settings. */
const SETTINGS: Record<string, string> = {
  members: 'members',
  companies: 'company',
  company_bank_accounts: 'company',
  company_vat_methods: 'invoicing',
  number_ranges: 'invoicing',
  closed_periods: 'invoicing',
  items: 'items',
  item_costs: 'items',
  work_types: 'work-types',
  calendars: 'calendars',
  calendar_hours: 'calendars',
  calendar_holidays: 'calendars',
  sla_policies: 'sla',
  sla_targets: 'sla',
}

/** Where the row is to be seen; what has no page leads to the one that it belongs to, if the entry names it. */
export function rowHref(tenant: string, { table, row, changes, operation }: AuditEntry) {
  const page = operation === 'delete' ? null : PAGES[table]?.(row)
  if (page) return `/${tenant}/${page}`
  if (SETTINGS[table]) return `/${tenant}/settings/${SETTINGS[table]}`
  for (const { refersTo, oldRow, newRow, old, new: now } of changes) {
    const named = newRow ?? oldRow
    const of = refersTo && named && PAGES[refersTo]
    const parent = of && of({ id: String(now ?? old), number: named.number })
    if (parent) return `/${tenant}/${parent}`
  }
  return undefined
}
