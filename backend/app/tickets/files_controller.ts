import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { notFound, refused } from '#core/errors'
import { findFile, readFile, storeStream } from '#core/files'
import { sendFile } from '#core/file_response'
import { Ticket } from '#tickets/ticket'

/** Attachments of tickets. */
export default class FilesController {
  /** The raw body is the file; it is read only here, after sign-in and permission. */
  async store({ request, response, ability }: HttpContext) {
    authorize(ability, 'reply', 'Ticket')
    const name = String(request.input('name', ''))
      .replace(/[/\\\p{Cc}]/gu, '_')
      .slice(0, 200)
    if (!name) throw refused('file_name_missing', {}, 'name')
    const file = await storeStream(
      { name, type: request.header('x-file-type') ?? 'application/octet-stream' },
      request.request
    )
    if (file.size === 0) throw refused('file_empty', {}, 'file')
    return response.created({ data: { id: file.id, name: file.name, size: file.size } })
  }

  /** Only with a ticket that the person may see: a file's id alone opens nothing. */
  async show({ params, response, ability, request }: HttpContext) {
    const tickets = await db
      .from('message_files as f')
      .join('ticket_messages as m', 'm.id', 'f.message_id')
      .where('f.file_id', params.id)
      .select('m.ticket_id')
    const ticket = await Ticket.visible(ability)
      .whereIn(
        'id',
        tickets.map((row) => row.ticket_id)
      )
      .first()
    const file = ticket && (await findFile(params.id))
    if (!file) throw notFound()
    return sendFile(response, file, await readFile(file.id), {
      inline: request.qs().inline === '1',
    })
  }
}
