import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'
import { refused } from '#core/errors'

/** Bytes of one file: a photo or a short film from the phone. */
export const LARGEST_UPLOAD = 25 * 1024 * 1024

/** As long as a file waits for its message before it is removed. */
const LIFETIME = '24h'

const purpose = (loginId: string) => `portal-upload:${loginId}`

/**
 * What an uploader gets instead of the file's id. An id alone would let a contact attach, and then read, any file of the
 * tenant; the receipt names a file that this very login has uploaded.
 */
export const receiptFor = (fileId: string, loginId: string): string =>
  encryption.encrypt(fileId, LIFETIME, purpose(loginId))

/**
 * The files behind receipts. Runs as the staff's role: before they have a message the portal's views do not know them.
 * @throws file_unknown (422) for a receipt of someone else, one too old, or a file that is in a message already
 */
export async function uploadedFiles(receipts: string[], loginId: string): Promise<string[]> {
  const ids = [...new Set(receipts)].map((receipt) =>
    encryption.decrypt<string>(receipt, purpose(loginId))
  )
  const known = ids.filter((id) => id !== null)
  const unknown = () => refused('file_unknown', {}, 'files')
  if (known.length !== ids.length) throw unknown()
  if (known.length === 0) return []
  const stored = await db.from('files').whereIn('id', known).select('id')
  const used = await db.from('message_files').whereIn('file_id', known).first()
  if (stored.length !== known.length || used) throw unknown()
  return known
}
