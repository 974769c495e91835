/**
 * Prefixes of VAT IDs the EU lists a recipient of services under, Germany's aside. Northern
 * Ireland's XI is missing on purpose: it is inside the single market for goods only.
 */
const prefixes = new Set(
  'AT BE BG CY CZ DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
)

/** Whether DATEV can report the ID in the EC sales list. */
export function isForeignEuVatId(vatId: string): boolean {
  return prefixes.has(vatId.slice(0, 2))
}

/**
 * The VAT ID as DATEV wants it: capitals without separators, with its prefix, which is EL for
 * Greece. `country` (ISO 3166) gives the prefix where the ID was stored without one.
 */
export function prefixedVatId(vatId: string, country: string): string {
  const expected = country === 'GR' ? 'EL' : country
  const id = vatId
    .toUpperCase()
    .replace(/[^A-Z0-9+*]/g, '')
    .replace(/^GR/, 'EL')
  const hasPrefix = id.startsWith(expected) || id.startsWith('DE') || isForeignEuVatId(id)
  return hasPrefix ? id : expected + id
}
