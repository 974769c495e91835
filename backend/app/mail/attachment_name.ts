import { cleanText } from '#mail/charset'

const MAX_LENGTH = 200
/** Characters that turn the reading direction and make `gpj.exe` look like `exe.jpg` */
const DIRECTION_MARKS = /[\u200b-\u200f\u2028-\u202e\u2060-\u2069]/g
const DEVICE_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A file name that is safe to show, to store and to send as a download: last path segment, no
 * control, direction or reserved characters, never empty, at most 200 characters with its ending.
 */
export function safeAttachmentName(name: string | null, fallback: string): string {
  const segments = cleanText(name ?? '')
    .replace(/[\n\t]/g, ' ')
    .replace(DIRECTION_MARKS, '')
    .split(/[/\\]/)
  const last = segments.findLast((segment) => /[^\s.]/.test(segment)) ?? ''
  const plain = last
    .slice(-1000)
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (plain === '') return fallback
  return shorten(DEVICE_NAME.test(plain) ? `_${plain}` : plain)
}

function shorten(name: string): string {
  if (name.length <= MAX_LENGTH) return name
  const ending = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? ''
  return name.slice(0, MAX_LENGTH - ending.length).toWellFormed() + ending
}
