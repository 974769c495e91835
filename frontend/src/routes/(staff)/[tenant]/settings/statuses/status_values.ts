import type { AnswerOf } from '#lib/api_types.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Category } from '#lib/tickets/ticket_types.ts'

export type Status = AnswerOf<'GET', '/api/:tenant/ticket-statuses'>['data'][number]
type WaitingFor = NonNullable<Status['waitingFor']>

const waitingNames: Record<WaitingFor, () => string> = {
  customer: m.desk_status_waiting_customer,
  supplier: m.desk_status_waiting_supplier,
  appointment: m.desk_status_waiting_appointment,
  other: m.desk_status_waiting_other,
}

export const waitingOptions = () =>
  (Object.keys(waitingNames) as WaitingFor[]).map((value) => ({
    value,
    label: waitingNames[value](),
  }))

export const categories: Category[] = ['new', 'open', 'pending', 'solved', 'closed']

/** Done stops the clock, new lets it run; between them the status has the choice. */
export const choosesClock = (category: Category): boolean =>
  category === 'open' || category === 'pending'

export function reopensText(days: number | null): string {
  if (days === null) return ''
  return days === 1 ? m.desk_status_reopens_day() : m.desk_status_reopens_days({ days })
}

export const statusValues = (status?: Status) => ({
  category: status?.category ?? ('pending' as Category),
  name: status?.name ?? '',
  nameEn: status?.nameEn ?? '',
  portalName: status?.portalName ?? '',
  portalNameEn: status?.portalNameEn ?? '',
  waitingFor: (status?.waitingFor ?? '') as WaitingFor | '',
  reopensAfterDays: (status?.reopensAfterDays?.toString() ?? null) as string | null,
  stopsClock: status?.stopsClock ?? true,
})

/** Without what the category does not have. */
export function statusBody(values: ReturnType<typeof statusValues>) {
  const { category, name, nameEn, portalName, portalNameEn, stopsClock } = values
  const waits = category === 'pending'
  return {
    name,
    nameEn,
    portalName: portalName || name,
    portalNameEn: portalNameEn || nameEn,
    ...(waits && {
      waitingFor: values.waitingFor || null,
      reopensAfterDays: values.reopensAfterDays ? Number(values.reopensAfterDays) : null,
    }),
    ...(choosesClock(category) && { stopsClock }),
  }
}
