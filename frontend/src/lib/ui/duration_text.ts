/** Minutes from `1:30`, `90`, `1,5h`, `1.5 Std`, `45m`, `1h 15m`, `:45`; a bare number is minutes. */
export function readDuration(text: string): number | undefined {
  const typed = text.trim().toLowerCase().replace(',', '.')

  const clock = /^(\d{0,3}):([0-5]\d)$/.exec(typed)
  if (clock) return Number(clock[1] || 0) * 60 + Number(clock[2])

  const words =
    /^(?:(\d+(?:\.\d+)?)\s*(?:h|std\.?|stunden?|hours?))?\s*(?:(\d+)\s*(?:m|min\.?|minuten?|minutes?))?$/
  const spoken = words.exec(typed)
  if (typed !== '' && spoken && (spoken[1] ?? spoken[2])) {
    return Math.round(Number(spoken[1] ?? 0) * 60) + Number(spoken[2] ?? 0)
  }

  if (/^\d{1,4}$/.test(typed)) return Number(typed)
  // "1,5" without a unit can only mean hours: nobody books half a minute.
  if (/^\d{1,3}\.\d{1,2}$/.test(typed)) return Math.round(Number(typed) * 60)
  return undefined
}

/** `1:30` from 90. */
export function writeDuration(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
