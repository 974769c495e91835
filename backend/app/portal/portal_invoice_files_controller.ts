import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { conflict, notFound } from '#core/errors'
import { sendFile } from '#core/file_response'
import { readFile } from '#core/files'

/** The PDF of an invoice. By id, because two companies of a tenant may use the same number. */
export default class PortalInvoiceFilesController {
  async show({ params, request, response, portalAbility }: HttpContext) {
    const invoice = await db.from('portal.documents').where('id', params.id).first()
    if (!invoice) throw notFound()
    authorize(portalAbility, 'read', 'Invoice')
    const file = await db
      .from('portal.document_files')
      .where({ document_id: invoice.id, kind: 'pdf' })
      .first()
    if (!file) throw conflict('document_file_pending')
    return sendFile(response, file, await readFile(file.file_id), {
      inline: request.qs().inline === '1',
    })
  }
}
