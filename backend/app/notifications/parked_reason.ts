/** Why a message was parked, as far as a person can do something about it. */
export type ParkedReason =
  'unreachable' | 'timeout' | 'sign_in' | 'busy' | 'disk_full' | 'data' | 'unexpected'

/** In this order: what a server said of itself comes before what looks like it in passing. */
const SIGNS: [ParkedReason, RegExp][] = [
  ['sign_in', /\bEAUTH\b|authentication (?:failed|required|credentials)|invalid login|\b535\b/i],
  ['unreachable', /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/],
  ['timeout', /\bETIMEDOUT\b|\btime(?:d )?out\b/i],
  ['busy', /deadlock|could not serialize|lock timeout/i],
  ['disk_full', /no space left|disk full|could not extend file/i],
  ['data', /violates .* constraint|invalid input syntax|out of range/i],
]

/** @param error the first line of what was thrown */
export const reasonOf = (error: string): ParkedReason =>
  SIGNS.find(([, sign]) => sign.test(error))?.[0] ?? 'unexpected'
