import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { keepHead, sealAudit } from '#core/audit_seal'
import { removeOrphans } from '#core/files'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { registerRounds } from '#core/worker'
import { isFinal, isUncertain, transmit } from '#mail/mail_transport'
import { findUncertainMails } from '#mail/send_mail_effect'
import { sendIdentityMails } from '#identity/send_identity_mails'
import env from '#start/env'

const SENDER = env.get('MAIL_FROM', 'Kontor <kontor@localhost>')

/** Where the heads of the audit chains are kept outside the database. */
export const auditHeads = () =>
  `${env.get('KONTOR_DATA_DIR', app.makePath('../.kontor'))}/audit-heads.log`

const carrier = { transmit, isFinal, isUncertain }

async function inEveryTenant(name: string, work: () => Promise<void>): Promise<void> {
  const tenants = await sql<{ id: string }>('select app.tenant_ids() as id', [], 'relay')
  for (const { id } of tenants)
    await tenancy.run({ tenantId: id, actor: { kind: 'system', id: name, name } }, work)
}

/** The worker's work that no event asks for. */
export default function rounds(): void {
  registerRounds(
    { name: 'identity_mails', everySeconds: 1, run: () => sendIdentityMails(carrier, SENDER) },
    { name: 'uncertain_mails', everySeconds: 30, run: findUncertainMails },
    {
      name: 'audit_seal',
      everySeconds: 20,
      run: () =>
        inEveryTenant('audit_seal', async () => {
          const head = await sealAudit()
          if (head) keepHead(auditHeads(), head)
        }),
    },
    {
      name: 'orphaned_files',
      everySeconds: 3600,
      run: () => inEveryTenant('orphaned_files', removeOrphans),
    },
    {
      name: 'expired_sign_ins',
      everySeconds: 3600,
      run: async () => {
        for (const table of ['sessions', 'throttles'])
          await db.connection('identity').from(table).whereRaw('expires_at < now()').delete()
        await sql(
          `delete from login_tokens where expires_at < now() - interval '30 days'`,
          [],
          'identity'
        )
      },
    }
  )
}
