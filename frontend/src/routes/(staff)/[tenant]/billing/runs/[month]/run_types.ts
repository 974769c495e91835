import type { PageData } from './$types'

export type Run = PageData['run']
export type RunRow = Run['rows'][number]
export type IssuedDocument = Run['issued'][number]

export const isReady = (row: RunRow): boolean => row.canBeIssued && !row.heldAt

/** Stays the same while the run is drafted again. */
export const rowKey = (row: RunRow): string => `${row.company.id} ${row.account.number}`

/** What "Versenden" would take along. */
export const isUnsent = (document: IssuedDocument): boolean =>
  document.kind === 'invoice' &&
  document.state === 'issued' &&
  !document.sentAt &&
  !document.heldAt &&
  !document.deliveryDueAt
