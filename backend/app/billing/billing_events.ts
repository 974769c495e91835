/** What billing records. Payloads hold document numbers, months and counts. */
export type BillingEvent =
  | 'billing_run.drafted'
  | 'document.drafted'
  | 'document.updated'
  | 'document.deleted'
  | 'document.issued'
  | 'document.cancelled'
  | 'document.held'
  | 'document.released'
  | 'document.delivery_due'
  | 'document.sent'
  | 'export.created'
