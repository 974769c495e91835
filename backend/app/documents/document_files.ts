import { invoicePdf, invoiceXml, type Invoice } from '@kontor/einvoice'
import i18nManager from '@adonisjs/i18n/services/main'
import type { Consumer } from '#core/consumers'
import { notFound } from '#core/errors'
import { storeFile, type StoredFile } from '#core/files'
import { changed, sql } from '#core/sql'

type FileKind = 'pdf' | 'xml'
const TYPES: Record<FileKind, string> = { pdf: 'application/pdf', xml: 'application/xml' }

/**
 * The PDF and the XML of an issued document, made from its frozen content the first time someone needs them. The row
 * lock lets only one maker in; the others find what it made.
 * @throws if the content is not what was frozen
 */
export async function ensureDocumentFiles(
  documentId: string
): Promise<Record<FileKind, StoredFile>> {
  const [document] = await sql<{ content: Invoice; content_hash: Buffer; intact: boolean }>(
    `select content, content_hash, content_hash = sha256(convert_to(content::text, 'UTF8')) as intact
     from documents where id = ? and issued_at is not null for update`,
    [documentId]
  )
  if (!document) throw notFound()
  const files = await documentFiles(documentId)
  if (files.pdf && files.xml) return { pdf: files.pdf, xml: files.xml }
  if (!document.intact)
    throw new Error(`The content of document ${documentId} does not match its hash`)
  const { content, content_hash: hash } = document
  return {
    pdf: files.pdf ?? (await store(documentId, 'pdf', hash, content, await invoicePdf(content))),
    xml:
      files.xml ??
      (await store(documentId, 'xml', hash, content, Buffer.from(await invoiceXml(content)))),
  }
}

/** What has been made so far. */
export async function documentFiles(
  documentId: string
): Promise<Partial<Record<FileKind, StoredFile>>> {
  const rows = await sql<StoredFile & { kind: FileKind }>(
    `select d.kind, f.id, f.name, f.type, f.size, f.sha256
     from document_files d join files f on f.tenant_id = d.tenant_id and f.id = d.file_id where d.document_id = ?`,
    [documentId]
  )
  return Object.fromEntries(rows.map(({ kind, ...file }) => [kind, file]))
}

async function store(
  documentId: string,
  kind: FileKind,
  hash: Buffer,
  invoice: Invoice,
  bytes: Buffer
): Promise<StoredFile> {
  const name = i18nManager
    .locale(invoice.language)
    .t(`billing.file_${invoice.kind}`, { number: invoice.number })
  const file = await storeFile({
    name: `${name.replaceAll('/', '-')}.${kind}`,
    type: TYPES[kind],
    content: bytes,
  })
  await changed(
    'insert into document_files (document_id, kind, file_id, content_hash) values (?, ?, ?, ?)',
    [documentId, kind, file.id, hash]
  )
  return file
}

/** A second delivery finds the files and does nothing. */
export const documentFilesConsumer: Consumer = {
  name: 'document_files',
  listens: ['document.issued'],
  once: false,
  bulk: true,
  async handle(event) {
    await ensureDocumentFiles(event.subjectId)
  },
}
