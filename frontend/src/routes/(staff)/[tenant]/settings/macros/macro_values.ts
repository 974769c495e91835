import type { AnswerOf } from '#lib/api_types.ts'
import { duration } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { statusName } from '#lib/tickets/ticket_options.svelte.ts'
import type { Priority } from '#lib/tickets/ticket_types.ts'
import { priorityName } from '#lib/tickets/ticket_words.ts'

export type Macro = AnswerOf<'GET', '/api/:tenant/macros'>['data'][number]

/** In the order in which it happens: "Antwort · Gelöst · 0:10 h · nach Vertrieb". */
export function macroText(macro: Macro): string {
  const { message, audience, status, minutes, priority, queue, assignToMe, tags } = macro
  return [
    message && (audience === 'internal' ? m.desk_macro_notes() : m.desk_macro_answers()),
    status && statusName(status),
    minutes && m.desk_macro_hours({ time: duration(minutes) }),
    priority && m.desk_macro_raises({ priority: priorityName(priority) }),
    queue && m.desk_macro_moves({ queue: queue.name }),
    tags.length > 0 && m.desk_macro_tags({ tags: tags.join(', ') }),
    assignToMe && m.desk_macro_takes(),
  ]
    .filter(Boolean)
    .join(' · ')
}

export const macroValues = (macro?: Macro) => ({
  name: macro?.name ?? '',
  message: macro?.message ?? '',
  audience: macro?.audience ?? ('customer' as const),
  statusId: macro?.status?.id ?? '',
  minutes: macro?.minutes ?? null,
  priority: (macro?.priority ?? '') as Priority | '',
  queueId: macro?.queue?.id ?? '',
  assignToMe: macro?.assignToMe ?? false,
  tags: macro?.tags.join(', ') ?? '',
})

export const macroBody = (values: ReturnType<typeof macroValues>) => ({
  ...values,
  message: values.message || null,
  statusId: values.statusId || null,
  priority: values.priority || null,
  queueId: values.queueId || null,
  tags: [...new Set(values.tags.split(',').map((tag) => tag.trim()))].filter(Boolean),
})
