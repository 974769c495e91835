import { splitByMonth } from '@kontor/datev/batch_files'
import { writeBookingBatch } from '@kontor/datev/booking_batch'
import { bookingRows } from '@kontor/datev/booking_rows'
import { debtorsFileName, writeDebtors } from '@kontor/datev/debtors'
import db from '@adonisjs/lucid/services/db'
import { ZipFile } from 'yazl'
import { notFound, refused } from '#core/errors'
import { record } from '#core/events'
import { readFile, storeStream, type StoredFile } from '#core/files'
import { sql, changed } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { debtorsOf, exportedDocuments, type ExportedDocument } from '#accounting/datev_documents'
import { asRefusal } from '#accounting/datev_refusal'
import { ensureDocumentFiles } from '#documents/document_files'
import { tenantTime } from '#charges/tenant_time'

/** Days 'YYYY-MM-DD', both included. */
export interface ExportPeriod {
  companyId: string
  from: string
  to: string
}

export interface ExportRun {
  id: string
  documents: number
  /** How many of them an earlier run had already handed over: the accountant would book them twice. */
  repeated: number
  files: StoredFile[]
}

interface ExportFile {
  name: string
  type: string
  content: AsyncIterable<Uint8Array>
}

/** A year of PDFs in one archive. */
const LARGEST_ARCHIVE = 1024 * 1024 * 1024

/**
 * Hands the documents of a period to the accountant: booking batches (one a month), the debtors, the PDFs. All in one
 * transaction: a run exists with all its files or not at all.
 * @throws export_empty, datev_identity_missing, and datev_… for the first value DATEV would refuse
 */
export async function exportDatev({ companyId, from, to }: ExportPeriod): Promise<ExportRun> {
  if (from > to) throw refused('period_reversed', {}, 'to')
  const company = await loadClient(companyId)
  const documents = await exportedDocuments(companyId, from, to)
  if (documents.length === 0) throw refused('export_empty', { from, to })
  const now = await tenantTime()
  const files = [
    ...(await datevFiles(company, documents, now.toISO())),
    {
      name: `Belege_${from}_${to}.zip`,
      type: 'application/zip',
      content: pdfArchive(documents, now.toJSDate()),
    },
  ]
  const stored: StoredFile[] = []
  for (const file of files) stored.push(await storeStream(file, file.content, LARGEST_ARCHIVE))
  const repeated = documents.filter(({ isRepeated }) => isRepeated).length
  const id = await recordRun({ companyId, from, to }, documents, stored, repeated)
  return { id, documents: documents.length, repeated, files: stored }
}

interface Client {
  consultantNumber: number
  clientNumber: number
  fiscalYearStartMonth: number
  accountLength: number
  chart: 'SKR03' | 'SKR04'
  fixation: 0 | 1
}

async function loadClient(companyId: string): Promise<Client> {
  const [row] = await sql<
    Omit<Client, 'consultantNumber' | 'clientNumber'> & {
      consultant: number | null
      client: number | null
    }
  >(
    `select datev_consultant as consultant, datev_client as client, datev_fiscal_year_start_month as "fiscalYearStartMonth",
            datev_account_length as "accountLength", datev_chart as chart, datev_fixation::int as fixation
     from companies where id = ?`,
    [companyId]
  )
  if (!row) throw notFound()
  const { consultant, client, ...rest } = row
  if (consultant === null || client === null) throw refused('datev_identity_missing')
  return { ...rest, consultantNumber: consultant, clientNumber: client }
}

async function datevFiles(
  company: Client,
  documents: ExportedDocument[],
  createdAt: string
): Promise<ExportFile[]> {
  const { fiscalYearStartMonth, fixation, ...client } = company
  const exportedBy = tenancy.actor().name
  const debtors = await debtorsOf([
    ...new Set(documents.map(({ debtorAccountId }) => debtorAccountId)),
  ])
  try {
    const batches = splitByMonth(bookingRows(documents)).map(({ name, from, to, rows }) => {
      const fiscalYearStart = fiscalYearStartOf(from, fiscalYearStartMonth)
      const label = `Rechnungen ${from.slice(0, 7)}`
      return csv(
        name,
        writeBookingBatch({
          ...client,
          fiscalYearStart,
          createdAt,
          exportedBy,
          from,
          to,
          label,
          fixation,
          currency: 'EUR',
          rows,
        })
      )
    })
    const fiscalYearStart = fiscalYearStartOf(documents[0].date, fiscalYearStartMonth)
    return [
      ...batches,
      csv(
        debtorsFileName(createdAt),
        writeDebtors({ ...client, fiscalYearStart, createdAt, exportedBy, debtors })
      ),
    ]
  } catch (error) {
    throw asRefusal(error)
  }
}

function fiscalYearStartOf(day: string, startMonth: number): string {
  const [year, month] = day.split('-').map(Number)
  return `${month >= startMonth ? year : year - 1}-${String(startMonth).padStart(2, '0')}-01`
}

function csv(name: string, content: Buffer): ExportFile {
  return {
    name,
    type: 'text/csv',
    content: (async function* () {
      yield content
    })(),
  }
}

/** Named by Belegfeld 1, so that the accountant finds the paper of a booking: a Stornorechnung stands behind its invoice. */
async function* pdfArchive(documents: ExportedDocument[], mtime: Date): AsyncGenerator<Buffer> {
  const archive = new ZipFile()
  for (const { id, kind, number, originalNumber } of documents) {
    const { pdf } = await ensureDocumentFiles(id)
    const name = kind === 'cancellation' ? `${originalNumber}_Storno_${number}` : number
    archive.addBuffer(await readFile(pdf.id), `${name.replaceAll('/', '-')}.pdf`, { mtime })
  }
  archive.end()
  // A stream of bytes, which its type does not know.
  yield* archive.outputStream as NodeJS.ReadableStream & AsyncIterable<Buffer>
}

async function recordRun(
  { companyId, from, to }: ExportPeriod,
  documents: ExportedDocument[],
  files: StoredFile[],
  repeated: number
): Promise<string> {
  const [{ id }] = await db
    .table('export_runs')
    .returning('id')
    .insert({ company_id: companyId, format: 'datev', date_from: from, date_to: to, repeated })
  await db.table('export_run_files').multiInsert(
    files.map((file, position) => ({
      run_id: id,
      position: position + 1,
      file_id: file.id,
      name: file.name,
      sha256: file.sha256,
    }))
  )
  await db
    .table('export_run_documents')
    .multiInsert(documents.map((document) => ({ run_id: id, document_id: document.id })))
  await changed(
    'update documents set exported_at = app.now() where exported_at is null and id = any(?::uuid[])',
    [documents.map((document) => document.id)]
  )
  await changed(
    'update accounts set debtor_exported_at = app.now() where debtor_exported_at is null and id = any(?::uuid[])',
    [documents.map(({ debtorAccountId }) => debtorAccountId)]
  )
  await record({
    type: 'export.created',
    subject: { type: 'export_run', id },
    payload: { from, to, documents: documents.length, repeated },
  })
  return id
}
