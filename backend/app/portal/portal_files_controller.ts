import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { whereAllowed } from '#core/ability_query'
import { notFound, refused } from '#core/errors'
import { sendFile } from '#core/file_response'
import { readFile, storeStream } from '#core/files'
import * as tenancy from '#core/tenancy'
import { LARGEST_UPLOAD, receiptFor } from '#portal/portal_upload'

/** Attachments of requests. */
export default class PortalFilesController {
  /** The raw body is the file; it is read only here, after sign-in and permission. */
  async store({ request, response, visitor, portalAbility }: HttpContext) {
    authorize(portalAbility, 'create', 'Ticket')
    const name = String(request.qs().name ?? '')
      .replace(/[/\\\p{Cc}]/gu, '_')
      .slice(0, 200)
    if (!name) throw refused('file_name_missing', {}, 'name')
    const type =
      /^[\w.+-]+\/[\w.+-]+$/.exec(request.header('x-file-type') ?? '')?.[0] ??
      'application/octet-stream'
    const file = await tenancy.asStaffRole(() =>
      storeStream({ name, type }, request.request, LARGEST_UPLOAD)
    )
    if (file.size === 0) throw refused('file_empty', {}, 'file')
    return response.created({
      data: { id: receiptFor(file.id, visitor.login.id), name: file.name, size: file.size },
    })
  }

  /** Only with a message that the contact may read: a file's id alone opens nothing. */
  async show({ params, request, response, portalAbility }: HttpContext) {
    const files = db
      .from('portal.message_files as f')
      .join('portal.messages as m', 'm.id', 'f.message_id')
      .join('portal.tickets as t', 't.id', 'm.ticket_id')
      .where('f.file_id', params.id)
      .whereNot('f.scan', 'infected')
      .select('f.file_id', 'f.name', 'f.type')
    const file = await whereAllowed(files, portalAbility, 'read', 'Ticket', {
      mine: 't.mine',
    }).first()
    if (!file) throw notFound()
    return sendFile(response, file, await readFile(file.file_id), {
      inline: request.qs().inline === '1',
    })
  }
}
