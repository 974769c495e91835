import type { CsvColumn } from '#crm/csv_table'

/** The columns of the accounts' file, in the order of the export. */
export const ACCOUNT_COLUMNS: CsvColumn[] = [
  {
    field: 'number',
    de: 'Kundennummer',
    en: 'Customer number',
    also: ['Kunden-Nr.', 'Kdnr', 'Kd-Nr', 'Customer no', 'Account number', 'Nummer', 'ID'],
  },
  {
    field: 'name',
    de: 'Name',
    en: 'Name',
    also: ['Firma', 'Firmenname', 'Kunde', 'Company', 'Company name', 'Account', 'Customer'],
  },
  { field: 'kind', de: 'Art', en: 'Kind', also: ['Kundenart', 'Typ', 'Type'] },
  {
    field: 'addition',
    de: 'Adresszusatz',
    en: 'Address addition',
    also: ['Zusatz', 'Address line 2'],
  },
  {
    field: 'street',
    de: 'Straße',
    en: 'Street',
    also: ['Strasse', 'Adresse', 'Anschrift', 'Address', 'Address line 1'],
  },
  {
    field: 'postcode',
    de: 'PLZ',
    en: 'Postcode',
    also: ['Postleitzahl', 'Zip', 'Zip code', 'Postal code'],
  },
  { field: 'city', de: 'Ort', en: 'City', also: ['Stadt', 'Town'] },
  { field: 'country', de: 'Land', en: 'Country', also: ['Staat'] },
  {
    field: 'phone',
    de: 'Telefon',
    en: 'Phone',
    also: ['Tel', 'Telefonnummer', 'Rufnummer', 'Telephone'],
  },
  {
    field: 'website',
    de: 'Website',
    en: 'Website',
    also: ['Webseite', 'Homepage', 'Internet', 'URL', 'Web'],
  },
  {
    field: 'domains',
    de: 'Mail-Domains',
    en: 'Mail domains',
    also: ['Domain', 'Domains', 'Mail-Domain'],
  },
  {
    field: 'recipients',
    de: 'Rechnungs-E-Mail',
    en: 'Invoice email',
    also: ['Rechnungsempfänger', 'E-Mail', 'Email', 'Mail', 'Billing email'],
  },
  {
    field: 'vatId',
    de: 'USt-IdNr.',
    en: 'VAT ID',
    also: ['USt-ID', 'UStID', 'Umsatzsteuer-ID', 'UID', 'VAT number'],
  },
  { field: 'taxNumber', de: 'Steuernummer', en: 'Tax number', also: ['Steuer-Nr.'] },
  {
    field: 'debtorNumber',
    de: 'Debitorennummer',
    en: 'Debtor number',
    also: ['Debitor', 'Debitoren-Nr.', 'Debitorenkonto'],
  },
  {
    field: 'paymentDays',
    de: 'Zahlungsziel',
    en: 'Payment days',
    also: ['Zahlungsziel Tage', 'Zahlungsfrist', 'Payment terms'],
  },
  {
    field: 'buyerReference',
    de: 'Leitweg-ID',
    en: 'Buyer reference',
    also: ['Käuferreferenz', 'Routing ID'],
  },
  { field: 'language', de: 'Sprache', en: 'Language' },
  { field: 'customerSince', de: 'Kunde seit', en: 'Customer since', also: ['Since'] },
  { field: 'note', de: 'Notiz', en: 'Note', also: ['Bemerkung', 'Notizen', 'Notes', 'Kommentar'] },
]
