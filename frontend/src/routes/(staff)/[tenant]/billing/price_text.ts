import { getLocale } from '#lib/paraglide/runtime.js'

/** `76,00` and `0,0125`: a price a unit, with as many decimals as it has and two at least. */
export function priceText(decimal: string): string {
  const language = getLocale() === 'de' ? 'de-DE' : 'en-GB'
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  }).format(decimal as unknown as number)
}
