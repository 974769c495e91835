/**
 * What an issued document says, frozen: the one input of this package. Amounts are minor units
 * (1/100 of the currency), quantities and unit prices decimal strings with at most six places,
 * days `YYYY-MM-DD`. BT and BG numbers are those of EN 16931-1.
 */
export interface Invoice {
  number: string
  /** A cancellation mirrors the document it cancels: same lines, every amount negated. */
  kind: 'invoice' | 'cancellation'
  /** The document a cancellation takes back (BT-25, BT-26). */
  cancels: { number: string; issueDate: string } | null
  language: 'de' | 'en'
  issueDate: string
  dueDate: string | null
  /** When the supply was made (BG-14); § 14(4) Nr. 6 UStG. */
  supplyPeriod: Period
  currency: string
  seller: Seller
  buyer: Buyer
  /** Where the letter goes if not to the buyer's own address; the address window only. */
  postalAddress: PostalAddress | null
  /** BT-13 */
  purchaseOrderReference: string | null
  /** BT-12 */
  contractReference: string | null
  paymentTerms: { text: string; days: number } | null
  /** What kind of service was rendered, in a few words, above the lines. */
  serviceKind: string | null
  /** Paragraphs above the lines, also in the XML (BT-22). */
  notes: string[]
  lines: InvoiceLine[]
  vatBreakdown: VatGroup[]
  totals: { net: number; vat: number; gross: number; payable: number }
  /** Times behind the lines, printed as an annex; empty for none. */
  times: TimeEntry[]
  /** `#rrggbb` */
  brandColour: string
}

/** First and last day, both inclusive. */
export interface Period {
  from: string
  to: string
}

export interface Address {
  street: string
  /** Second line: building, floor, department. */
  extra: string | null
  postcode: string
  city: string
  /** ISO 3166-1 alpha-2 */
  country: string
}

export interface PostalAddress extends Address {
  name: string
}

export interface Seller {
  name: string
  address: Address
  /** Register court and number, e.g. `Amtsgericht Hannover, HRB 123456` (§ 35a GmbHG). */
  registration: string | null
  managingDirectors: string[]
  /** § 14(4) Nr. 2 UStG asks for one of these two. */
  vatId: string | null
  taxNumber: string | null
  contactName: string | null
  email: string | null
  phone: string | null
  website: string | null
  bankAccounts: BankAccount[]
}

export interface BankAccount {
  iban: string
  bic: string | null
  bankName: string | null
}

export interface Buyer {
  name: string
  /** Decides the profile: a public body gets the XRECHNUNG profile. */
  kind: 'business' | 'public' | 'consumer'
  address: Address
  vatId: string | null
  customerNumber: string
  /** BT-10; for a public body its Leitweg-ID. */
  buyerReference: string | null
  /** BT-49 with its scheme of the EAS list, e.g. `EM` for a mail address, `0204` for a Leitweg-ID. */
  electronicAddress: { scheme: string; value: string } | null
  contactName: string | null
}

export type VatCategory = 'S' | 'AE'

export interface InvoiceLine {
  position: string
  name: string
  description: string | null
  quantity: string
  /** UN/ECE Recommendation 20 or 21, e.g. `HUR`, `C62`, `MON`. */
  unit: string
  unitPrice: string
  /** Quantity × unit price, rounded half up (away from zero). */
  net: number
  vatCategory: VatCategory
  /** Percent as a decimal, e.g. `19`, `8.1`; `0` under reverse charge. */
  vatRate: string
  period: Period | null
  sellerItemNumber: string | null
  /** The buyer's order number of this line. */
  purchaseOrderReference: string | null
  /** The site that was served. */
  site: string | null
}

export interface VatGroup {
  category: VatCategory
  rate: string
  net: number
  tax: number
  /** Printed and sent for reverse charge; null takes the sentence of § 14a(5) UStG. */
  exemptionReason: string | null
}

export interface TimeEntry {
  date: string
  ticketNumber: string | null
  person: string
  text: string
  minutes: number
  billedMinutes: number
  /** Why fewer minutes were billed than worked, e.g. `im Kontingent`, `Kulanz`. */
  outcome: string | null
}

const standard = 'urn:cen.eu:en16931:2017'

/** The profile of Factur-X/ZUGFeRD a document is written in, and what the standard ties to it. */
export function profileOf({ buyer }: Invoice) {
  if (buyer.kind === 'public') {
    return {
      level: 'XRECHNUNG',
      guideline: `${standard}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`,
      fileName: 'xrechnung.xml',
      version: '3.0',
    }
  }
  return { level: 'EN 16931', guideline: standard, fileName: 'factur-x.xml', version: '1.0' }
}
