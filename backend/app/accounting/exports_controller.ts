import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { sql } from '#core/sql'
import { createExport } from '#accounting/export_validator'
import { exportDatev } from '#accounting/datev_export'

interface RunRow {
  id: string
  companyName: string
  from: string
  to: string
  repeated: number
  documents: number
  /** null: by the command line */
  createdBy: string | null
  createdAt: Date
  files: { position: number; name: string; size: number; sha256: string }[]
}

export default class ExportsController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'Document')
    const runs = await sql<RunRow>(
      `select r.id, c.name as "companyName", r.date_from as "from", r.date_to as "to", r.repeated, r.created_at as "createdAt",
              m.name as "createdBy",
              (select count(*)::int from export_run_documents d where d.tenant_id = r.tenant_id and d.run_id = r.id) as documents,
              (select jsonb_agg(jsonb_build_object('position', f.position, 'name', f.name, 'size', s.size,
                                                   'sha256', encode(f.sha256, 'hex')) order by f.position)
               from export_run_files f join files s on s.tenant_id = f.tenant_id and s.id = f.file_id
               where f.tenant_id = r.tenant_id and f.run_id = r.id) as files
       from export_runs r
       join companies c on c.tenant_id = r.tenant_id and c.id = r.company_id
       left join members m on m.tenant_id = r.tenant_id and r.created_by = 'member:' || m.id
       order by r.created_at desc, r.id desc limit 100`
    )
    const companies = await sql<{
      id: string
      name: string
      closedUntil: string | null
      isReady: boolean
    }>(
      `select id, name, datev_consultant is not null and datev_client is not null as "isReady",
              (select max(closed_until) from closed_periods p where p.tenant_id = c.tenant_id and p.company_id = c.id) as "closedUntil"
       from companies c order by created_at, id`
    )
    return {
      data: {
        companies,
        runs: runs.map((run) => ({ ...run, createdAt: run.createdAt.toISOString() })),
      },
    }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createExport)
    authorize(ability, 'export', 'Document')
    const { id, documents, repeated, files } = await exportDatev(payload)
    return response.created({
      data: { id, documents, repeated, files: files.map(({ name, size }) => ({ name, size })) },
    })
  }
}
