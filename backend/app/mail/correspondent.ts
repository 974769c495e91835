import { isMachineAddress, type Ours } from '#mail/classify_mail'
import type { MailAddress } from '#mail/mail_header'
import type { ParsedMail } from '#mail/parse_mail'

export interface Correspondent {
  /** Who asks */
  requester: MailAddress
  /** Where answers go */
  answerTo: MailAddress
  /** The mail was sent for the requester by something else, e.g. a contact form: its From says nothing about him */
  relayed: boolean
}

/**
 * Who asks by a mail that has a From, and where answers go. Answers go to Reply-To (RFC 5322 §3.6.2). Who asks is
 * Reply-To where From is only what carried the words: an address that reads no mail, one of our own domains (the
 * form on our website), or another domain than Reply-To's (the form on the customer's).
 *
 * Reply-To is typed by anybody and is therefore left alone where answers would go in circles (our own mailboxes, a
 * mailing list, an address that reads no mail), and it never is a reason to trust a ticket number.
 */
export function correspondentOf(
  mail: ParsedMail & { from: MailAddress },
  ours: Ours
): Correspondent {
  const { from, replyTo } = mail
  if (!replyTo || !isAnswerable(mail, replyTo, ours))
    return { requester: from, answerTo: from, relayed: false }
  const relayed =
    isMachineAddress(from.address) ||
    ours.domains.includes(domainOf(from)) ||
    domainOf(from) !== domainOf(replyTo)
  return { requester: relayed ? replyTo : from, answerTo: replyTo, relayed }
}

function isAnswerable(mail: ParsedMail, { address }: MailAddress, ours: Ours): boolean {
  const isList = ['list-id', 'list-post'].some((name) => mail.headers.has(name))
  return (
    !isList &&
    !isMachineAddress(address) &&
    !isOurs(address, ours) &&
    address !== mail.from?.address
  )
}

/** One of our mailboxes, with or without a tag behind the plus. */
export function isOurs(address: string, { addresses }: Pick<Ours, 'addresses'>): boolean {
  return addresses.includes(address.replace(/\+[^@]*(?=@)/, ''))
}

const domainOf = ({ address }: MailAddress) => address.slice(address.lastIndexOf('@') + 1)
