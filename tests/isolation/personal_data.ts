/** Names of columns that hold, or may hold, something about a person. */
export const PERSONAL =
  /(^|_)(names?|email|phone|number|address(es)?|street|postcode|city|notes?|text|html|subject|body|title|subtitle|salutation|position|recipient|user_agent|holder|iban|vat_id|directors|website|description|reason|values|content|error)$/

/** Those among them that hold nothing about a person, and why. */
export const NOT_PERSONAL: Record<string, string> = {
  'accounts.website': 'of a business',
  'assets.serial_number': 'of a device',
  'audit_log.table_name': 'of the catalogue',
  'bus_messages.error': 'of our own code, for the operator',
  'calendar_holidays.name': 'of a day',
  'calendars.name': 'a word of the tenant',
  'companies.name': 'the tenant’s own firm, printed on every invoice', 'companies.street': 'the same', 'companies.postcode': 'the same', 'companies.city': 'the same',
  'companies.email': 'the same', 'companies.phone': 'the same', 'companies.website': 'the same', 'companies.register_number': 'the same',
  'companies.vat_id': 'the same', 'companies.tax_number': 'the same', 'companies.invoice_note': 'the same',
  'company_bank_accounts.bank_name': 'the same', 'company_bank_accounts.iban': 'the same', 'company_bank_accounts.holder': 'the same',
  'contract_lines.description': 'what is sold',
  'contracts.name': 'what is sold',
  'documents.number': 'counted',
  'export_run_files.name': 'made by the export',
  'identity_mails.subject': 'fixed words',
  'inbound_mails.reason': 'a code',
  'items.number': 'of a catalogue', 'items.name': 'what is sold', 'items.description': 'what is sold',
  'leases.holder': 'a process',
  'macros.name': 'a word of the tenant',
  'mailboxes.address': 'the tenant’s own, of a team', 'mailboxes.name': 'the tenant’s own, of a team',
  'queues.name': 'a word of the tenant',
  'saved_views.name': 'a word of the tenant',
  'search_documents.number': 'counted',
  'sla_policies.name': 'a word of the tenant',
  'tenants.name': 'a firm',
  'text_modules.name': 'a word of the tenant', 'text_modules.body': 'words for any customer',
  'ticket_clock_events.reason': 'a code',
  'ticket_items.description': 'what is sold',
  'ticket_statuses.name': 'a word of the tenant', 'ticket_statuses.portal_name': 'a word of the tenant',
  'work_categories.name': 'a word of the tenant',
  'work_types.name': 'a word of the tenant',
}
