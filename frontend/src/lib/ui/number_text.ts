/**
 * Reads what people type as a number, comma or point: `1.234,50`, `1,234.50`, `12,5`, `12.5`, `-3`.
 * The last separator is the decimal one, unless it stands as a thousands separator would in this
 * language (`1.234` is one thousand in German). Answers digits with a point, or undefined.
 */
export function readNumber(text: string, decimalSign: ',' | '.'): string | undefined {
  const typed = text.replace(/[\s'’\u00a0\u202f]/g, '').replace(/^[−–]/, '-')
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(typed)) return undefined

  const separators = typed.replace(/[^.,]/g, '')
  const last = separators.at(-1)
  if (!last) return typed

  const kinds = new Set(separators).size
  const thousandsSign = decimalSign === ',' ? '.' : ','
  const grouped = kinds === 1 && last === thousandsSign && /\d[.,]\d{3}$/.test(typed)
  if (grouped || (kinds === 1 && separators.length > 1)) return joinGroups(typed)

  const position = typed.lastIndexOf(last)
  const whole = joinGroups(typed.slice(0, position))
  const fraction = typed.slice(position + 1)
  if (whole === undefined || (kinds === 2 && separators.indexOf(last) !== separators.length - 1)) {
    return undefined
  }
  return fraction === '' ? whole : `${whole}.${fraction}`
}

function joinGroups(text: string): string | undefined {
  const groups = text.split(/[.,]/)
  const wellFormed = groups.every((group, index) => (index === 0 ? true : group.length === 3))
  if (!wellFormed) return undefined
  const joined = groups.join('')
  return joined === '' || joined === '-' ? `${joined}0` : joined
}

/** Minor units without a float in between: `12.5` with 2 digits is 1250. More digits are refused. */
export function toMinor(decimal: string, digits = 2): number | undefined {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  if (fraction.replace(/0+$/, '').length > digits) return undefined
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!Number.isSafeInteger(minor)) return undefined
  return negative && minor !== 0 ? -minor : minor
}

/** The other way round: 1250 is `12.50`. */
export function fromMinor(minor: number, digits = 2): string {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** `1234.5` as this language writes it while editing, without groups: `1234,5`. */
export function writeNumber(decimal: string, decimalSign: ',' | '.'): string {
  return decimal.replace('.', decimalSign)
}
