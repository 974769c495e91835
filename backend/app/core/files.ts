import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { DomainError } from '#core/errors'
import { sql } from '#core/sql'

/** One chunk of a stored file: small enough for memory, large enough that a mail is a few rows. */
const CHUNK = 1_048_576
export const LARGEST_FILE = 50 * 1024 * 1024

export interface StoredFile {
  id: string
  name: string
  type: string
  size: number
  sha256: Buffer
}

/** Stores bytes that are already in memory. @throws file_too_large above 50 MB */
export async function storeFile(file: {
  name: string
  type: string
  content: Buffer
}): Promise<StoredFile> {
  async function* whole() {
    yield file.content
  }
  return storeStream({ name: file.name, type: file.type }, whole())
}

/**
 * Stores a stream in chunks of 1 MB, hashing as it comes. Written before the row that refers to it; what nobody refers
 * to after 24 hours is removed. @throws file_too_large as soon as the limit is passed, and the transaction rolls back
 */
export async function storeStream(
  file: { name: string; type: string },
  bytes: AsyncIterable<Uint8Array>,
  limit = LARGEST_FILE
): Promise<StoredFile> {
  const [{ id }] = await sql<{ id: string }>('select app.new_id() as id')
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let size = 0
  let waiting: Buffer[] = []
  let waitingSize = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > limit)
      throw new DomainError('file_too_large', 413, { megabytes: Math.floor(limit / CHUNK) }, 'file')
    hash.update(piece)
    waiting.push(Buffer.from(piece))
    waitingSize += piece.length
    if (waitingSize >= CHUNK) {
      const joined = Buffer.concat(waiting)
      let offset = 0
      for (; joined.length - offset >= CHUNK; offset += CHUNK)
        chunks.push(joined.subarray(offset, offset + CHUNK))
      waiting = [joined.subarray(offset)]
      waitingSize = joined.length - offset
    }
  }
  if (waitingSize > 0) chunks.push(Buffer.concat(waiting))
  const sha256 = hash.digest()
  const name = file.name.slice(0, 255) || 'unnamed'
  await db.table('files').insert({ id, name, type: file.type, size, sha256 })
  for (const [position, content] of chunks.entries()) {
    await db.table('file_chunks').insert({ file_id: id, position, bytes: content })
  }
  return { id, name, type: file.type, size, sha256 }
}

/** The whole content. Only for files that the caller knows to be of bounded size (mails, PDFs, attachments). */
export async function readFile(id: string): Promise<Buffer> {
  const chunks: { bytes: Buffer }[] = await db
    .from('file_chunks')
    .where('file_id', id)
    .orderBy('position')
    .select('bytes')
  return Buffer.concat(chunks.map((chunk) => chunk.bytes))
}

export async function findFile(id: string): Promise<StoredFile | null> {
  return db.from('files').where('id', id).select('id', 'name', 'type', 'size', 'sha256').first()
}

/**
 * Removes files that nothing refers to after a day: uploads that were never sent. What refers to files is read from the
 * catalogue, so a new table with a foreign key to files needs no line here.
 */
export async function removeOrphans(): Promise<void> {
  const references = await sql<{ name: string; column: string }>(
    `select c.conrelid::regclass::text as name, a.attname as column
     from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[2]
     where c.contype = 'f' and c.confrelid = 'public.files'::regclass and c.conrelid <> 'public.file_chunks'::regclass`
  )
  const orphans = db.from('files').whereRaw(`files.created_at < app.now() - interval '1 day'`)
  for (const { name, column } of references) {
    orphans.whereNotExists(
      (query) => void query.from(name).whereColumn(`${name}.${column}`, 'files.id')
    )
  }
  await orphans.delete()
}
