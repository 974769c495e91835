import type { Row, World } from './world.js'

type Hint = unknown | ((world: World) => Promise<unknown>)

/** Values that the catalogue cannot tell the row generator, because a check over several columns demands them. */
export const HINTS: Record<string, Record<string, Hint>> = {
  // Work is done on a ticket or in a category, never both.
  time_entries: { category_id: null, charge_id: null },
  // Billed rows are locked, and an attack on a locked row would prove nothing.
  ticket_items: { charge_id: null },
  ticket_links: { other_id: anotherTicket },
}

/** What has to be different in a row that uses this foreign key at all. */
export const FOREIGN_KEY_HINTS: Record<string, Row> = {
  'documents.cancels_id': { kind: 'cancellation' },
  'time_entries.category_id': { ticket_id: null },
}

/** Makes rows such that a customer may read them, as far as row-level security does not forbid it. */
export const VISIBLE_TO_CUSTOMERS: Record<string, Record<string, Hint>> = {
  ticket_messages: { audience: 'customer' },
  documents: {
    number: async (world: World) => `${world.marker.toUpperCase()}1`,
    content: '{}',
    document_date: '2026-01-15',
    issued_at: '2026-01-15T10:00:00Z',
    sent_at: '2026-01-15T11:00:00Z',
  },
}

/** Rows of a customer's own account that are nevertheless not for the customer: internal notes, drafts of invoices. */
export const HIDDEN_FROM_CUSTOMERS: Record<string, Record<string, Hint>> = {
  ticket_messages: { audience: 'internal' },
}

/** An invoice that is issued and held before it was sent: not the customer's yet. */
export const HELD_FROM_CUSTOMERS: Record<string, Record<string, Hint>> = {
  ...VISIBLE_TO_CUSTOMERS,
  documents: {
    ...VISIBLE_TO_CUSTOMERS.documents,
    held_at: '2026-01-15T10:30:00Z',
    sent_at: null,
  },
}

async function anotherTicket(world: World): Promise<unknown> {
  await world.row('tickets')
  return (await world.make('tickets')).id
}
