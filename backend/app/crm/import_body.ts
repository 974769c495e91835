import vine from '@vinejs/vine'
import type { Readable } from 'node:stream'
import { DomainError } from '#core/errors'
import { LARGEST_IMPORT } from '#crm/csv_table'

export const importOptions = vine.create({ dryRun: vine.boolean().optional() })

/** Reads the raw body, which is the file, up to the limit. @throws file_too_large (413) */
export async function readBody(body: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > LARGEST_IMPORT)
      throw new DomainError(
        'file_too_large',
        413,
        { megabytes: LARGEST_IMPORT / 1024 / 1024 },
        'file'
      )
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
