import type { AnswerOf } from '#lib/api_types.ts'
import { duration } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

export type Policy = AnswerOf<'GET', '/api/:tenant/sla-policies'>['data'][number]
type Priority = Policy['targets'][number]['priority']

const names: Record<Priority, () => string> = {
  urgent: m.settings_priority_urgent,
  high: m.settings_priority_high,
  normal: m.settings_priority_normal,
  low: m.settings_priority_low,
}

/** The most urgent first, as the eye looks for it. */
export const priorities = Object.keys(names) as Priority[]
export const isPriority = (name: string): name is Priority => name in names
export const priorityName = (priority: Priority): string => names[priority]()

/** One row for each priority, promised or not. */
export const policyValues = (policy: Policy | undefined, calendarId: string) => ({
  name: policy?.name ?? '',
  calendarId: policy?.calendar.id ?? calendarId,
  warnPercent: String(policy?.warnPercent ?? 75),
  targets: priorities.map((priority) => ({
    priority,
    firstResponseMinutes: null as number | null,
    resolutionMinutes: null as number | null,
    ...policy?.targets.find((target) => target.priority === priority),
  })),
})

export type PolicyValues = ReturnType<typeof policyValues>
export type Target = PolicyValues['targets'][number]

/** "Reaktion 0:30, Lösung –" */
export function targetText({ firstResponseMinutes, resolutionMinutes }: Target): string {
  const time = (minutes: number | null) => (minutes === null ? '–' : duration(minutes))
  return [
    `${m.settings_sla_response()} ${time(firstResponseMinutes)}`,
    `${m.settings_sla_resolution()} ${time(resolutionMinutes)}`,
  ].join(', ')
}
