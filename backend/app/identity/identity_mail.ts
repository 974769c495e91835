import db from '@adonisjs/lucid/services/db'

export interface IdentityMail {
  tenantId?: string
  recipient: string
  subject: string
  text: string
}

/** Queues a mail about signing in. Kept apart from the tenants' mails because it holds a live link. */
export async function queueIdentityMail(mail: IdentityMail): Promise<void> {
  await db
    .connection('identity')
    .table('identity_mails')
    .insert({
      tenant_id: mail.tenantId ?? null,
      recipient: mail.recipient,
      subject: mail.subject,
      body_text: mail.text,
    })
}
