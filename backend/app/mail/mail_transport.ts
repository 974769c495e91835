import nodemailer, { type SendMailOptions, type Transporter } from 'nodemailer'
import env from '#start/env'

let transporter: Transporter | undefined

/**
 * Hands a mail to the SMTP server of SMTP_URL. Without one (demo, tests) it stays in the outbox, where a page shows
 * what would have been sent.
 */
export async function transmit(mail: SendMailOptions): Promise<void> {
  const url = env.get('SMTP_URL')
  if (!url) return
  transporter ??= nodemailer.createTransport(url)
  await transporter.sendMail(mail)
}

/** An answer of the server that will be the same next time: 5xx, or an address it does not take. */
export function isFinal(error: unknown): boolean {
  const { responseCode } = error as { responseCode?: number }
  return responseCode !== undefined && responseCode >= 500
}

/** The connection broke while the mail itself was on its way: the server may have taken it. */
export function isUncertain(error: unknown): boolean {
  const { command, responseCode } = error as { command?: string; responseCode?: number }
  return command === 'DATA' && responseCode === undefined
}
