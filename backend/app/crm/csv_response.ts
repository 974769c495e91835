import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { stringify } from 'csv-stringify/sync'
import * as tenancy from '#core/tenancy'
import type { CsvColumn } from '#crm/csv_table'

export type CsvCells = Record<string, string | number | null>

/** One page of rows behind the last key; none ends the file. */
export type ReadPage = (after: string | null) => Promise<{ rows: CsvCells[]; last: string }>

/** A single line feed within a cell would otherwise stand unquoted, as only the whole record delimiter counts. */
const FORMAT = {
  delimiter: ';',
  record_delimiter: 'windows',
  quoted_match: /[\r\n]/,
  escape_formulas: true,
} as const

/**
 * Streams a CSV that spreadsheets open with a double click (UTF-8 with a mark, semicolons) and our import takes back.
 * A cell that begins like a formula gets a ' before it (OWASP, CSV injection). Each page is a short transaction of its
 * own: the request's is over when the stream begins, and a slow reader must not hold one open.
 */
export function sendCsv(
  { response, i18n }: HttpContext,
  name: string,
  columns: CsvColumn[],
  readPage: ReadPage
): void {
  const { tenantId, actor } = tenancy.context()
  const titles = columns.map((column) => (i18n.locale === 'en' ? column.en : column.de))
  const read = (after: string | null) => tenancy.run({ tenantId, actor }, () => readPage(after))
  async function* lines() {
    yield `\uFEFF${stringify([titles], FORMAT)}`
    let page = await read(null)
    while (page.rows.length > 0) {
      yield stringify(
        page.rows.map((row) => columns.map(({ field }) => row[field] ?? '')),
        FORMAT
      )
      page = await read(page.last)
    }
  }
  response.header('Content-Type', 'text/csv; charset=utf-8')
  response.header('Content-Disposition', `attachment; filename="${name}.csv"`)
  response.header('X-Content-Type-Options', 'nosniff')
  response.stream(Readable.from(lines()))
}
