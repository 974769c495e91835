import type { PageData } from './documents/$types'

export type ListedDocument = PageData['documents'][number]

/** Where a document is found: by its number, or by its id while it has none. */
export const documentPath = (tenant: string, document: { id: string; number: string | null }) =>
  `/${tenant}/billing/documents/${encodeURIComponent(document.number ?? document.id)}`
