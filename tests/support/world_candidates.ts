import { randomBytes, randomUUID } from 'node:crypto'
import type { Check } from './catalogue.js'

interface Wanted {
  marker: string
  number: number
  isUnique: boolean
  checks: Check[]
}

/** Values of a type, the most telling first; the column's checks decide which of them is taken. */
export function candidates(type: string, wanted: Wanted): unknown[] {
  switch (type) {
    case 'text':
      return [...texts(wanted), ...words(wanted.checks)]
    case 'integer':
    case 'bigint':
    case 'smallint':
      return wanted.isUnique ? [wanted.number, 0, 1, 2000] : [0, 1, 2000]
    case 'numeric':
      return ['0', '1']
    case 'boolean':
      return [false, true]
    case 'uuid':
      return [randomUUID()]
    case 'date':
      return ['2026-01-15']
    case 'timestamp with time zone':
      return ['2026-01-15T10:00:00Z']
    case 'jsonb':
      return ['{}']
    case 'bytea':
      return [randomBytes(32)]
    case 'text[]':
      return ['{}']
    default:
      return []
  }
}

/** One of each shape that columns ask for: a word, an address, a domain, a telephone number … */
function texts({ marker, number }: Wanted): string[] {
  const word = `${marker}x${number.toString(36)}`
  return [
    word,
    `${word}@kontor.test`,
    `${word}.test`,
    word.toUpperCase().slice(0, 16),
    `https://${word}.test`,
    `+4930${String(number).padStart(7, '0')}`,
    'isolation.made',
    'DE',
    'C62',
    '08:00',
    '#102030',
    'DE02120300000000202051',
    'BYLADEM1001',
  ]
}

/** The words of a check like `kind in ('to', 'cc')`. */
function words(checks: Check[]): string[] {
  return checks.flatMap((check) =>
    [...check.expression.matchAll(/'([^']*)'::text/g)].map((match) => match[1])
  )
}
