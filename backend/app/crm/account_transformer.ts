/** A row of account_list.ts, as the database sends it. */
export interface ListedAccount {
  id: string
  number: number
  name: string
  kind: 'business' | 'consumer' | 'public_body'
  phone: string | null
  city: string | null
  archived_at: Date | null
  created_key: string
  open_tickets: number
}

export function accountListRow(row: ListedAccount) {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    kind: row.kind,
    city: row.city,
    phone: row.phone,
    openTickets: Number(row.open_tickets),
    archivedAt: row.archived_at?.toISOString() ?? null,
  }
}
