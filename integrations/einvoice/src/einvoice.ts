/** The door of this package: an issued document in, its XML and its PDF out. */
export type {
  Address,
  BankAccount,
  Buyer,
  Invoice,
  InvoiceLine,
  Period,
  PostalAddress,
  Seller,
  TimeEntry,
  VatCategory,
  VatGroup,
} from './invoice.ts'
export { checkInvoice } from './check_invoice.ts'
export {
  describeProblem,
  InvoiceRefused,
  type Problem,
  type ProblemCode,
} from './invoice_problems.ts'
export { invoiceXml } from './invoice_xml.ts'
export { invoicePdf } from './invoice_pdf.ts'
