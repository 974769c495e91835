import { refused } from '#core/errors'
import { splitCsv } from '#crm/csv_records'

/** A column of an import and of the export that can be imported again. */
export interface CsvColumn {
  field: string
  de: string
  en: string
  /** further headings it goes by, written as people write them */
  also?: string[]
}

export interface CsvRow {
  /** the line of the file, counted from 1, the heading included */
  row: number
  /** by field; empty cells are left out */
  cells: Record<string, string>
}

export interface CsvTable {
  rows: CsvRow[]
  /** lines that are no rows: a quote in the wrong place */
  broken: number[]
  /** headings that name nothing we know */
  unknown: string[]
  /** the heading of each field, as it stands in the file */
  headings: Map<string, string>
}

export const LARGEST_IMPORT = 20 * 1024 * 1024
const MOST_ROWS = 20_000

/**
 * Reads a CSV file as spreadsheets write it: UTF-8 with or without a mark, or Windows-1252; semicolon, comma or tab;
 * headings in German or English, in any order.
 * @throws file_empty, csv_not_text, csv_quote_open, csv_no_columns, csv_too_many_rows
 */
export function readCsv(bytes: Buffer, columns: CsvColumn[]): CsvTable {
  const text = decode(bytes)
  if (text.trim() === '') throw refused('file_empty', {}, 'file')
  const { records, broken, openSince } = splitCsv(text, delimiterOf(text))
  if (openSince) throw refused('csv_quote_open', { row: openSince }, 'file')
  const [heading, ...lines] = records.filter(({ cells }) =>
    cells.some((cell) => cell.trim() !== '')
  )
  const names = heading?.cells ?? []
  const fields = names.map((name) => fieldNamed(name, columns))
  if (fields.every((field) => field === undefined)) throw refused('csv_no_columns', {}, 'file')
  if (lines.length > MOST_ROWS) throw refused('csv_too_many_rows', { limit: MOST_ROWS }, 'file')
  return {
    rows: lines.map(({ line, cells }) => ({ row: line, cells: cellsOf(cells, fields) })),
    broken,
    unknown: names.filter((name, at) => fields[at] === undefined && name.trim() !== ''),
    headings: new Map(fields.flatMap((field, at) => (field ? [[field, names[at].trim()]] : []))),
  }
}

function decode(bytes: Buffer): string {
  // A zero byte is in no CSV file, but in every spreadsheet, archive and UTF-16 text.
  if (bytes.includes(0)) throw refused('csv_not_text', {}, 'file')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Whatever the heading has most of, outside quotes. */
function delimiterOf(text: string): string {
  const heading = text.slice(0, text.search(/[\r\n]|$/)).replace(/"[^"]*"/g, '')
  const count = (sign: string) => heading.split(sign).length
  return [';', ',', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** `Kunden-Nr.`, `KUNDENNR` and `kunden nr` are the same heading. */
const plain = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]/g, '')

function fieldNamed(name: string, columns: CsvColumn[]): string | undefined {
  const wanted = plain(name)
  return columns.find(({ field, de, en, also = [] }) =>
    [field, de, en, ...also].some((each) => plain(each) === wanted)
  )?.field
}

/** Our own export puts ' before what a spreadsheet would take for a formula. */
function cellsOf(record: string[], fields: (string | undefined)[]): Record<string, string> {
  const cells: Record<string, string> = {}
  record.forEach((cell, at) => {
    const field = fields[at]
    const value = cell.trim().replace(/^'(?=[=+\-@])/, '')
    if (field && value !== '') cells[field] = value
  })
  return cells
}
