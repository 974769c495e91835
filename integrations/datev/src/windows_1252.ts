import iconv from 'iconv-lite'

/** Every printable character of the code page; five of its bytes are undefined. */
const printable = new Set(
  iconv
    .decode(Buffer.from(Array.from({ length: 224 }, (_, index) => index + 0x20)), 'win1252')
    .replace(/[\p{C}\uFFFD]/gu, '')
)

/** What Unicode decomposition alone would lose or get wrong. */
const replacements = new Map(
  Object.entries({
    '→': '->',
    '←': '<-',
    '↔': '<->',
    '⇒': '=>',
    '≤': '<=',
    '≥': '>=',
    '≠': '!=',
    '≈': '~',
    '−': '-',
    '‐': '-',
    '‑': '-',
    '‒': '-',
    '―': '-',
    '⁄': '/',
    '∕': '/',
    '′': "'",
    'ʼ': "'",
    'ł': 'l',
    'Ł': 'L',
    'đ': 'd',
    'Đ': 'D',
    'ħ': 'h',
    'Ħ': 'H',
    'ŧ': 't',
    'Ŧ': 'T',
    'ı': 'i',
    'ẞ': 'SS',
  })
)

/**
 * The text as one line of Windows-1252 characters: letters the code page lacks lose their accents,
 * arrows and the like are spelled out, anything else becomes `?`. Line breaks and tabs become
 * blanks, and control characters go, since DATEV reads a line break as the next booking.
 */
export function windows1252Text(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.trim()
  const line = text
    .normalize('NFC')
    .replace(/\r\n|\s/gu, ' ')
    .replace(/\p{C}/gu, '')
  return Array.from(line, transliterated).join('').trim()
}

/** Text that has been through `windows1252Text`, as bytes. */
export function windows1252Bytes(text: string): Buffer {
  return iconv.encode(text, 'win1252')
}

function transliterated(character: string): string {
  if (printable.has(character)) return character
  const replacement = replacements.get(character)
  if (replacement !== undefined) return replacement
  const parts = Array.from(character.normalize('NFKD').replace(/\p{M}/gu, ''))
  return parts
    .map((part) => (printable.has(part) ? part : (replacements.get(part) ?? '?')))
    .join('')
}
