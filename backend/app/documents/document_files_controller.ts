import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { conflict } from '#core/errors'
import { sendFile } from '#core/file_response'
import { readFile } from '#core/files'
import { findDocument } from '#documents/document'
import { documentFiles } from '#documents/document_files'

export default class DocumentFilesController {
  /** A download, or with `?inline=1` what the screen's preview shows. */
  async show({ request, response, params, ability }: HttpContext) {
    const document = await findDocument(params.reference)
    authorize(ability, 'read', 'Document')
    const file = (await documentFiles(document.id))[params.kind as 'pdf' | 'xml']
    if (!file) throw conflict(document.issued_at ? 'document_file_pending' : 'document_not_issued')
    sendFile(response, file, await readFile(file.id), { inline: request.qs().inline === '1' })
  }
}
