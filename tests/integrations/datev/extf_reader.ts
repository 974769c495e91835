/** One field as it stands in the file. */
export type Field = { value: string; quoted: boolean }

export type Extf = {
  header: Field[]
  headings: string[]
  records: Field[][]
}

/**
 * Reads a DATEV file from its bytes and shares nothing with the writer. Throws where the file
 * breaks a rule every DATEV file has to keep: code page, line ends, quotes, control characters.
 */
export function readExtf(bytes: Buffer): Extf {
  for (const byte of bytes) {
    if ([0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte))
      throw new Error(`byte ${byte} in no code page`)
    if (byte < 0x20 && byte !== 0x0d && byte !== 0x0a) throw new Error(`control byte ${byte}`)
  }
  const lines = new TextDecoder('windows-1252').decode(bytes).split('\r\n')
  if (lines.pop() !== '') throw new Error('the last line is not ended')
  if (lines.some((line) => /[\r\n\u007f]/.test(line))) throw new Error('a line break inside a line')
  const [header, headings, ...records] = lines
  return {
    header: readLine(header!),
    headings: headings!.split(';'),
    records: records.map(readLine),
  }
}

/** The values of one record by column number: `values(record)[7]` is column 7. */
export function values(fields: Field[]): string[] {
  return ['', ...fields.map((field) => field.value)]
}

/** The numbers of the columns that hold anything. */
export function filledColumns(fields: Field[]): number[] {
  return fields.flatMap((field, index) => (field.value === '' ? [] : [index + 1]))
}

/** The numbers of the columns that are quoted. */
export function quotedColumns(fields: Field[]): number[] {
  return fields.flatMap((field, index) => (field.quoted ? [index + 1] : []))
}

function readLine(line: string): Field[] {
  const fields: Field[] = []
  let position = 0
  for (;;) {
    const quoted = line[position] === '"'
    let value = ''
    if (quoted) {
      position++
      for (;;) {
        if (position >= line.length) throw new Error(`open quote in ${line}`)
        if (line[position] !== '"') value += line[position++]
        else if (line[position + 1] === '"') {
          value += '"'
          position += 2
        } else break
      }
      position++
    } else {
      while (position < line.length && line[position] !== ';') value += line[position++]
      if (value.includes('"')) throw new Error(`quote in the unquoted field ${value}`)
    }
    fields.push({ value, quoted })
    if (position === line.length) return fields
    if (line[position] !== ';') throw new Error(`text after a closing quote in ${line}`)
    position++
  }
}
