import type { Contact } from './crm_types.ts'

export interface ContactValues {
  salutation: string
  givenName: string
  familyName: string
  position: string
  work: string
  mobile: string
  emails: string
  note: string
}

/** A contact as its form shows it: one input for each kind of number, several of a kind behind each other. */
export function contactValues(contact: Contact | undefined): ContactValues {
  const numbers = (kind: string) =>
    (contact?.phones ?? [])
      .filter((phone) => phone.kind === kind)
      .map(({ number }) => number)
      .join(', ')
  return {
    salutation: contact?.salutation ?? '',
    givenName: contact?.givenName ?? '',
    familyName: contact?.familyName ?? '',
    position: contact?.position ?? '',
    work: numbers('work'),
    mobile: numbers('mobile'),
    emails: (contact?.emails ?? []).join('\n'),
    note: contact?.note ?? '',
  }
}

/** The form as the API takes it; private numbers and customers, which it does not show, stay as they are. */
export function contactFields(
  values: ContactValues,
  before: Contact | undefined,
  accountNumber: number | undefined
) {
  const { salutation, work, mobile, emails, ...texts } = values
  const list = (text: string) =>
    text
      .split(/[\n,;]+/)
      .map((part) => part.trim())
      .filter(Boolean)
  return {
    ...texts,
    salutation: (salutation || null) as Contact['salutation'],
    emails: list(emails.replaceAll(' ', '\n')),
    phones: [
      ...list(work).map((number) => ({ number, kind: 'work' as const })),
      ...list(mobile).map((number) => ({ number, kind: 'mobile' as const })),
      ...(before?.phones ?? []).filter(({ kind }) => kind === 'private'),
    ],
    ...(!before && { accounts: accountNumber ? [{ number: accountNumber, isPrimary: true }] : [] }),
  }
}
