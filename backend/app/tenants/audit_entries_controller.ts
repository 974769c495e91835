import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { auditEntries, auditFilters, sealedUntil } from '#core/audit_entries'
import { listAuditEntries } from '#tenants/oversight_validator'

/** Who changed what. There is nothing to change here: entries are written by the database itself. */
export default class AuditEntriesController {
  async index({ request, ability, member }: HttpContext) {
    const { from, to, ...query } = await listAuditEntries.validate(request.qs())
    authorize(ability, 'read', 'Audit')
    const { time_zone: zone } = await db.from('tenants').select('time_zone').firstOrFail()
    const start = (day: string) => DateTime.fromISO(day, { zone })
    const { entries, next } = await auditEntries(
      {
        ...query,
        ...(from && { from: start(from).toISO()! }),
        ...(to && { until: start(to).plus({ days: 1 }).toISO()! }),
      },
      member.hiddenQueueIds
    )
    return { data: entries, meta: { next, sealed: await sealedUntil() } }
  }

  async filters({ ability }: HttpContext) {
    authorize(ability, 'read', 'Audit')
    return { data: await auditFilters() }
  }
}
