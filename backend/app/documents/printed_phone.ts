import { parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * A phone number as people write it: at home without the prefix of the country, to another country with it. What is no
 * number stays as it was typed.
 * @param home, reader ISO 3166 countries of the house and of the one who reads it
 */
export function printedPhone(stored: string | null, home: string, reader: string): string | null {
  const phone = stored ? parsePhoneNumberFromString(stored) : undefined
  if (!phone) return stored
  return home === reader && phone.country === home
    ? phone.formatNational()
    : phone.formatInternational()
}
