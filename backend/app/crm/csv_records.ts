export interface CsvRecord {
  /** the line it begins on, counted from 1 */
  line: number
  cells: string[]
}

export interface CsvRecords {
  records: CsvRecord[]
  /** lines on which a closing quote is followed by text: where their cells end is anyone's guess */
  broken: number[]
  /** the line of a quote that is never closed; it has swallowed everything after it */
  openSince: number | null
}

/**
 * Splits CSV (RFC 4180, any one-character delimiter, any line end). Not a library's parser, because those lose their
 * place after a misplaced quote: here a broken line ends where its line ends, and the next one counts again.
 */
export function splitCsv(text: string, delimiter: string): CsvRecords {
  const plain = new RegExp(`[^${delimiter === '\t' ? '\\t' : delimiter}\\r\\n]*`, 'y')
  const quoted = /"((?:[^"]|"")*)("?)/y
  const lineEnd = /\r\n|\r|\n/y
  const result: CsvRecords = { records: [], broken: [], openSince: null }
  let at = 0
  let line = 1

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const atCellEnd = () =>
    at >= text.length || text[at] === delimiter || text[at] === '\r' || text[at] === '\n'

  while (at < text.length) {
    const record: CsvRecord = { line, cells: [] }
    let broken = false
    for (;;) {
      const cell = text[at] === '"' ? take(quoted)! : null
      if (cell && cell[2] === '') return { ...result, openSince: line }
      if (cell) line += cell[1].match(/\r\n|\r|\n/g)?.length ?? 0
      broken ||= cell !== null && !atCellEnd()
      if (broken) take(/[^\r\n]*/y)
      record.cells.push(cell ? cell[1].replaceAll('""', '"') : take(plain)![0])
      if (text[at] !== delimiter) break
      at += 1
    }
    take(lineEnd)
    line += 1
    if (broken) result.broken.push(record.line)
    else result.records.push(record)
  }
  return result
}
