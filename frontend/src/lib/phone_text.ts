/** Area codes that are shorter or longer than their pattern says: the cities of 02xx. */
const SHORT = /^0(?:30|40|69|89)/
const MEDIUM = /^0(?:1[5-7]\d|\d\d1|20[2-9]|212|214|228|234)/

/**
 * `04361 50 80 20` from `+494361508020`. German numbers end their area code where its pattern says (mobile and most
 * cities four digits, the countryside five); others keep their country code. Nothing for no number.
 */
export function phoneText(phone: string | null | undefined): string {
  if (!phone) return ''
  if (!phone.startsWith('+49')) return phone
  const national = `0${phone.slice(3)}`
  const code = SHORT.test(national) ? 3 : MEDIUM.test(national) ? 4 : 5
  return `${national.slice(0, code)} ${pairs(national.slice(code))}`
}

/** The last group takes the odd digit: `22 91 840`. */
const pairs = (digits: string): string => digits.replace(/(\d{2})(?=\d{2})/g, '$1 ').trim()
