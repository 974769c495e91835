/**
 * The buyer reference of a German public body: coarse address (2 to 12 digits), fine address (up to 30 letters and
 * digits, may be missing), two check digits by ISO 7064 Mod 97-10. Source: KoSIT, Formatspezifikation Leitweg-ID 2.0.2.
 */
export function isLeitwegId(value: string): boolean {
  if (!/^[0-9]{2,12}(-[A-Z0-9]{1,30})?-[0-9]{2}$/i.test(value)) return false
  let remainder = 0
  for (const character of value.replaceAll('-', '')) {
    for (const digit of parseInt(character, 36).toString())
      remainder = (remainder * 10 + Number(digit)) % 97
  }
  return remainder === 1
}
