/** Digits of the postcode where Kontor's customers sit; elsewhere only the length is looked at. */
const DIGITS: Record<string, number> = { DE: 5, AT: 4, CH: 4, LI: 4, LU: 4 }

export function isPostcode(value: string, country: string): boolean {
  const digits = DIGITS[country]
  return digits
    ? new RegExp(`^[0-9]{${digits}}$`).test(value)
    : /^[A-Z0-9][A-Z0-9 -]{1,10}$/i.test(value)
}
