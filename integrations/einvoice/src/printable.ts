/**
 * Text as it may stand in XML 1.0 and on paper: composed letters, plain line feeds, no control
 * characters and no halves of surrogate pairs. Everything else is kept as written.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (character) => (character === '\n' ? '\n' : ''))
    .trim()
}
