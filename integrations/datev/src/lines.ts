import { windows1252Bytes, windows1252Text } from './windows_1252.ts'

/** One column of a DATEV format. Text columns are quoted even when empty, all others never. */
export type Column = { heading: string; quoted: boolean; limit: number }

/** Values by DATEV's own column number, which starts at 1. Missing ones are written empty. */
export type Values = Record<number, string | undefined>

export function text(heading: string, limit: number): Column {
  return { heading, quoted: true, limit }
}

export function plain(heading: string): Column {
  return { heading, quoted: false, limit: Infinity }
}

/** Columns that come in numbered blocks, such as bank details: `block(1)`, `block(2)`, … */
export function repeated(from: number, to: number, block: (index: number) => Column[]): Column[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => block(from + offset)).flat()
}

/** One record. Text longer than its column is cut. */
export function valueLine(columns: readonly Column[], values: Values): string {
  return columns.map((column, index) => field(column, values[index + 1] ?? '')).join(';')
}

/** The second line of every file. DATEV reads by position, but the line has to be there. */
export function headingLine(columns: readonly Column[]): string {
  return columns.map((column) => column.heading).join(';')
}

/** The finished file: Windows-1252, every line ended by CR LF. */
export function fileBytes(lines: readonly string[]): Buffer {
  return windows1252Bytes(lines.map((line) => `${line}\r\n`).join(''))
}

function field(column: Column, value: string): string {
  if (!column.quoted) return value
  // Cut after the transliteration, which may lengthen the text. It leaves one code unit per
  // character, so the cut cannot split one.
  const cut = windows1252Text(value).slice(0, column.limit).trimEnd()
  return `"${cut.replaceAll('"', '""')}"`
}
