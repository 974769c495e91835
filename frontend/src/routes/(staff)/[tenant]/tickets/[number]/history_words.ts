import Bell from '@lucide/svelte/icons/bell'
import CircleAlert from '@lucide/svelte/icons/circle-alert'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDot from '@lucide/svelte/icons/circle-dot'
import Link from '@lucide/svelte/icons/link'
import Merge from '@lucide/svelte/icons/merge'
import Package from '@lucide/svelte/icons/package'
import Pencil from '@lucide/svelte/icons/pencil'
import RotateCcw from '@lucide/svelte/icons/rotate-ccw'
import Ticket from '@lucide/svelte/icons/ticket'
import UserCheck from '@lucide/svelte/icons/user-check'
import type { Component } from 'svelte'
import { m } from '#lib/paraglide/messages.js'
import { statusName, ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import type { HistoryEvent } from '#lib/tickets/ticket_types.ts'

export interface HistoryLine {
  at: string
  icon: Component
  /** What one person did within a minute, in one line. */
  text: string
  actor: string | null
}

/** Phrases that go on from a name: "Anna Jessen hat übernommen". */
const verbs = [
  'ticket.assigned',
  'ticket.status_changed',
  'ticket.updated',
  'ticket.message_undone',
  'ticket.merged',
  'ticket.linked',
  'ticket.item_added',
  'ticket.item_changed',
  'ticket.item_removed',
]

const TOGETHER = 60_000

const icons: Record<string, Component> = {
  'ticket.created': Ticket,
  'ticket.assigned': UserCheck,
  'ticket.status_changed': CircleDot,
  'ticket.reopened': RotateCcw,
  'ticket.message_undone': RotateCcw,
  'ticket.sla_warned': Bell,
  'ticket.sla_breached': CircleAlert,
  'ticket.wait_over': Bell,
  'ticket.merged': Merge,
  'ticket.linked': Link,
  'ticket.item_added': Package,
  'ticket.item_changed': Package,
  'ticket.item_removed': Package,
}

/** The lines between the messages. Events that say nothing new beside another are left out. */
export function historyLines(history: HistoryEvent[]): HistoryLine[] {
  const lines: HistoryLine[] = []
  for (const event of history) {
    const text = phrase(event)
    if (text === undefined) continue
    const last = lines.at(-1)
    if (
      last &&
      last.actor === event.actorName &&
      Date.parse(event.at) - Date.parse(last.at) < TOGETHER
    ) {
      if (!last.text.includes(text)) last.text += ` · ${text}`
    } else {
      lines.push({
        at: event.at,
        icon: iconOf(event),
        text: withName(event, text),
        actor: event.actorName,
      })
    }
  }
  return lines
}

function withName({ type, actorName }: HistoryEvent, text: string): string {
  if (!actorName) return text
  return verbs.includes(type)
    ? m.tickets_history_did({ name: actorName, what: text })
    : `${actorName} · ${text}`
}

function iconOf({ type, payload }: HistoryEvent): Component {
  if (type === 'ticket.status_changed' && payload.category === 'solved') return CircleCheck
  return icons[type] ?? Pencil
}

function phrase({ type, payload, actorName }: HistoryEvent): string | undefined {
  switch (type) {
    case 'ticket.created':
      return channelPhrase(String(payload.channel))
    case 'ticket.assigned':
      return assignedPhrase(payload.assigneeId, actorName)
    case 'ticket.status_changed':
      return statusPhrase(String(payload.statusId), actorName)
    case 'ticket.updated':
      return updatedPhrase(payload, actorName)
    case 'ticket.message_undone':
      return m.tickets_history_undone()
    case 'ticket.sla_warned':
      return m.tickets_history_warned()
    case 'ticket.sla_breached':
      return payload.clock === 'response'
        ? m.tickets_history_late_response()
        : m.tickets_history_late_solution()
    case 'ticket.wait_over':
      return m.tickets_history_wait_over()
    case 'ticket.merged':
      return m.tickets_history_merged({ into: Number(payload.into) })
    case 'ticket.linked':
      return m.tickets_history_linked()
    case 'ticket.item_added':
      return m.tickets_history_item_added()
    case 'ticket.item_changed':
      return m.tickets_history_item_changed()
    case 'ticket.item_removed':
      return m.tickets_history_item_removed()
    default:
      // Solved, closed and reopened are the status once more.
      return undefined
  }
}

function statusPhrase(id: string, actorName: string | null): string {
  const status = statusName(ticketOptions.status(id)) || m.tickets_history_old_status()
  return actorName ? m.tickets_history_set_status({ status }) : m.tickets_history_status({ status })
}

function channelPhrase(channel: string): string | undefined {
  const phrases: Record<string, () => string> = {
    mail: m.tickets_history_by_mail,
    phone: m.tickets_history_by_phone,
    portal: m.tickets_history_by_portal,
    note: m.tickets_history_by_note,
    alert: m.tickets_history_by_alert,
  }
  return phrases[channel]?.()
}

function assignedPhrase(assigneeId: unknown, actorName: string | null): string {
  if (!assigneeId) return m.tickets_history_given_back()
  const name = ticketOptions.member(String(assigneeId))?.name
  if (!name) return m.tickets_history_assigned_someone()
  return name === actorName ? m.tickets_history_taken() : m.tickets_history_assigned({ name })
}

const fieldNames: Record<string, () => string> = {
  subject: m.tickets_subject,
  priority: m.tickets_priority,
  queueId: m.tickets_queue,
  accountId: m.tickets_account,
  contactId: m.tickets_contact,
  siteId: m.tickets_site,
  assetId: m.tickets_device,
  tags: m.tickets_tags,
}

function updatedPhrase(
  payload: Record<string, unknown>,
  actorName: string | null
): string | undefined {
  if (payload.merged) return m.tickets_history_took_in({ number: Number(payload.merged) })
  const names = ((payload.changed ?? []) as string[]).flatMap((name) => fieldNames[name]?.() ?? [])
  if (names.length === 0) return undefined
  const fields = { fields: names.join(', ') }
  return actorName ? m.tickets_history_has_changed(fields) : m.tickets_history_changed(fields)
}
