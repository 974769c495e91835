import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { notFound } from '#core/errors'
import { sendFile } from '#core/file_response'
import { readFile } from '#core/files'
import { sql } from '#core/sql'

export default class ExportFilesController {
  async show({ response, params, ability }: HttpContext) {
    authorize(ability, 'read', 'Document')
    const [file] = await sql<{ id: string; name: string; type: string }>(
      `select f.id, r.name, f.type from export_run_files r join files f on f.tenant_id = r.tenant_id and f.id = r.file_id
       where r.run_id::text = ? and r.position = ?`,
      [params.id, Number(params.position)]
    )
    if (!file) throw notFound()
    sendFile(response, file, await readFile(file.id))
  }
}
