import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { visibleInboundMails, visibleOutboundMails } from '#ticket_mail/visible_mails'

/** Counts are exact up to this, then the screen says "1.000+". */
const COUNTED = 1000

/** Mails that wait for somebody to look at them. */
export default class MailCountsController {
  async index({ ability, member }: HttpContext) {
    authorize(ability, 'read', 'InboundMail')
    const inbound = (state: string) =>
      countOf(visibleInboundMails(member.hiddenQueueIds).where('state', state))
    const outbound = (state: string) =>
      ability.can('read', 'OutboundMail')
        ? countOf(visibleOutboundMails(member.hiddenQueueIds).where('state', state))
        : 0
    return {
      data: {
        in: { quarantined: await inbound('quarantined'), failed: await inbound('failed') },
        out: { failed: await outbound('failed'), uncertain: await outbound('uncertain') },
      },
    }
  }
}

async function countOf(mails: ReturnType<typeof visibleInboundMails>): Promise<number> {
  const [{ count }] = await db
    .from(
      mails
        .select('id')
        .limit(COUNTED + 1)
        .as('limited')
    )
    .count('* as count')
  return Number(count)
}
