import { date } from './format.ts'
import { m } from './paraglide/messages.js'

/** A value of a form as one reads it: lists one below the other, objects by their title or their parts. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? m.core_yes() : m.core_no()
  if (Array.isArray(value)) return value.map(valueText).join('\n') || '–'
  if (typeof value !== 'object') {
    const text = String(value)
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text
  }
  if ('title' in value) return String(value.title)
  const parts = Object.values(value).filter((part) => part !== null && part !== '')
  return parts.map(valueText).join(', ') || '–'
}
