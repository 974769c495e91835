import type { CsvColumn } from '#crm/csv_table'

/** The columns of the contacts' file, in the order of the export. */
export const CONTACT_COLUMNS: CsvColumn[] = [
  {
    field: 'accountNumber',
    de: 'Kundennummer',
    en: 'Customer number',
    also: ['Kunden-Nr.', 'Kdnr', 'Kd-Nr', 'Account number'],
  },
  {
    field: 'accountName',
    de: 'Kunde',
    en: 'Account',
    also: ['Firma', 'Firmenname', 'Company', 'Company name', 'Customer'],
  },
  { field: 'salutation', de: 'Anrede', en: 'Salutation' },
  { field: 'title', de: 'Titel', en: 'Title' },
  { field: 'givenName', de: 'Vorname', en: 'First name', also: ['Given name', 'Firstname'] },
  {
    field: 'familyName',
    de: 'Nachname',
    en: 'Last name',
    also: ['Name', 'Familienname', 'Surname', 'Family name', 'Lastname'],
  },
  {
    field: 'position',
    de: 'Position',
    en: 'Position',
    also: ['Funktion', 'Job title', 'Rolle', 'Abteilung'],
  },
  {
    field: 'emails',
    de: 'E-Mail',
    en: 'Email',
    also: ['E-Mail-Adresse', 'Mail', 'Email address', 'E-Mails'],
  },
  {
    field: 'phone',
    de: 'Telefon',
    en: 'Phone',
    also: ['Tel', 'Telefonnummer', 'Durchwahl', 'Telefon geschäftlich', 'Business phone'],
  },
  { field: 'mobile', de: 'Mobil', en: 'Mobile', also: ['Handy', 'Mobiltelefon', 'Mobile phone'] },
  { field: 'privatePhone', de: 'Telefon privat', en: 'Private phone', also: ['Home phone'] },
  { field: 'language', de: 'Sprache', en: 'Language' },
  { field: 'note', de: 'Notiz', en: 'Note', also: ['Bemerkung', 'Notizen', 'Notes', 'Kommentar'] },
]

/** Which kind of number each of the three phone columns holds. */
export const PHONE_COLUMNS = { phone: 'work', mobile: 'mobile', privatePhone: 'private' } as const
