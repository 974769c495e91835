import nodemailer, { type SendMailOptions } from 'nodemailer'
import env from '#start/env'

/** The mail did not arrive as far as we know. `handedOver`: all of it was on its way to the server, which may have it. */
class NotSent extends Error {
  constructor(
    cause: Error & { responseCode?: number },
    readonly handedOver: boolean,
    readonly responseCode = cause.responseCode
  ) {
    super(cause.message, { cause })
  }
}

/**
 * Hands a mail to the SMTP server of SMTP_URL. Without one (demo, tests) it stays in the outbox, where a page shows
 * what would have been sent.
 */
export async function transmit(mail: SendMailOptions): Promise<void> {
  const url = env.get('SMTP_URL')
  if (!url) return
  let handedOver = false
  const transporter = nodemailer.createTransport(url)
  // A broken connection is reported the same way before and after the mail itself, so its bytes have to be watched:
  // the server is given them only once it has agreed to take the mail.
  transporter.use('stream', ({ message }, next) => {
    message.processFunc((bytes) => bytes.once('end', () => (handedOver = true)))
    next()
  })
  try {
    await transporter.sendMail(mail)
  } catch (error) {
    throw new NotSent(error as Error, handedOver)
  } finally {
    transporter.close()
  }
}

/** An answer of the server that will be the same next time: 5xx, or an address it does not take. */
export function isFinal(error: unknown): boolean {
  return error instanceof NotSent && error.responseCode !== undefined && error.responseCode >= 500
}

/** The connection broke when the mail was on its way: the server may have taken it. */
export function isUncertain(error: unknown): boolean {
  return error instanceof NotSent && error.handedOver && error.responseCode === undefined
}
