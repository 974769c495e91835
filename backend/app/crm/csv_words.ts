import { DateTime } from 'luxon'

/** How people write in a cell what the API calls by one word; anything else goes on as it is and is refused there. */
const WORDS: Record<string, Record<string, string>> = {
  kind: {
    'firma': 'business',
    'unternehmen': 'business',
    'geschäftskunde': 'business',
    'company': 'business',
    'privat': 'consumer',
    'privatkunde': 'consumer',
    'private': 'consumer',
    'behörde': 'public_body',
    'öffentlich': 'public_body',
    'öffentlicher auftraggeber': 'public_body',
    'public body': 'public_body',
  },
  language: { deutsch: 'de', german: 'de', englisch: 'en', english: 'en' },
  salutation: {
    'herr': 'mr',
    'mr': 'mr',
    'mr.': 'mr',
    'frau': 'ms',
    'ms': 'ms',
    'ms.': 'ms',
    'mrs': 'ms',
    'mrs.': 'ms',
    'keine': 'none',
  },
  country: {
    deutschland: 'DE',
    germany: 'DE',
    d: 'DE',
    österreich: 'AT',
    austria: 'AT',
    a: 'AT',
    schweiz: 'CH',
    switzerland: 'CH',
    luxemburg: 'LU',
    luxembourg: 'LU',
    liechtenstein: 'LI',
    niederlande: 'NL',
    netherlands: 'NL',
    dänemark: 'DK',
    denmark: 'DK',
  },
}

export function wordOf(field: keyof typeof WORDS, cell: string | undefined): string | undefined {
  return cell === undefined ? undefined : (WORDS[field][cell.toLowerCase()] ?? cell)
}

/** `23.11.2026` and `2026-11-23`. */
export function dayOf(cell: string | undefined): string | undefined {
  if (cell === undefined) return undefined
  const german = DateTime.fromFormat(cell, 'd.M.yyyy')
  return german.isValid ? german.toISODate() : cell
}

/** Several in one cell: addresses, domains. */
export function listOf(cell: string | undefined): string[] {
  return cell === undefined
    ? []
    : [
        ...new Set(
          cell
            .toLowerCase()
            .split(/[\s,;|]+/)
            .filter(Boolean)
        ),
      ]
}

/** Only what the row says: an empty cell changes nothing. */
export function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
