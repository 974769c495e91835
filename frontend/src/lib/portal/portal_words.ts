import { m } from '../paraglide/messages.js'
import { getLocale } from '../paraglide/runtime.js'
import type { PortalMe, RequestRow } from './portal_types.ts'

export function greeting({ salutation, title, familyName, name }: PortalMe['contact']): string {
  const formal = [title, familyName].filter(Boolean).join(' ')
  if (salutation === 'ms') return m.portal_greeting_ms({ name: formal })
  if (salutation === 'mr') return m.portal_greeting_mr({ name: formal })
  return m.portal_greeting({ name })
}

export function statusName({ status }: Pick<RequestRow, 'status'>): string {
  return getLocale() === 'de' ? status.name : status.nameEn
}
