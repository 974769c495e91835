const REPLY = /^(?:re|aw|antw|antwort|sv|odp)(?:\[\d{1,3}\])?\s{0,2}:/i
const FORWARD = /^(?:wg|fwd?|fw|tr|weitergeleitet|weiterleitung)(?:\[\d{1,3}\])?\s{0,2}:/i

/** Whether the outermost prefix says "forwarded" (`AW: WG: …` is an answer, not a forward). */
export function forwardPrefix(subject: string | null): boolean {
  return FORWARD.test((subject ?? '').trimStart())
}

export function replyPrefix(subject: string | null): boolean {
  return REPLY.test((subject ?? '').trimStart())
}

/** The subject without all that mail programs put before it: `AW: WG: Drucker` becomes `Drucker`. */
export function bareSubject(subject: string): string {
  const bare = subject.trim().replace(REPLY, '').replace(FORWARD, '').trim()
  return bare === subject.trim() ? bare : bareSubject(bare)
}

/**
 * The subject of a new ticket: bare, and without ticket numbers in brackets. They name another ticket, or none of
 * ours, and would stand beside the new number in every answer.
 */
export function freshSubject(subject: string): string {
  const fresh = bareSubject(subject.replace(/\[#\d{1,9}\]/g, ' ').replace(/\s+/g, ' '))
  return fresh === subject ? fresh : freshSubject(fresh)
}
