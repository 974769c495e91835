/** What is recorded of documents. Payloads hold numbers, months and counts. */
export type DocumentEvent =
  | 'document.drafted'
  | 'document.updated'
  | 'document.deleted'
  | 'document.issued'
  | 'document.cancelled'
  | 'document.held'
  | 'document.released'
  | 'document.delivery_due'
  | 'document.sent'
