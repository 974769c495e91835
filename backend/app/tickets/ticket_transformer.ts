import { DateTime } from 'luxon'

const iso = (value: Date | DateTime | null) =>
  value ? (value instanceof Date ? value.toISOString() : value.toUTC().toISO()!) : null

export interface TicketListRow {
  id: string
  number: number
  subject: string
  category: 'new' | 'open' | 'pending' | 'solved' | 'closed'
  priority: 'low' | 'normal' | 'high' | 'urgent'
  version: number
  status: { id: string; name: string; nameEn: string; waitingFor: string | null }
  account: { number: number; name: string } | null
  contactName: string | null
  assignee: { id: string; name: string } | null
  queueId: string
  sla: {
    state: 'none' | 'running' | 'paused' | 'warning' | 'breached' | 'met'
    dueAt: string | null
  }
  waitUntil: string | null
  createdAt: string
  lastMessageAt: string
}

/** The row of ticket_list.ts, as the database sends it. */
export interface ListedTicket {
  id: string
  number: number
  subject: string
  category: TicketListRow['category']
  priority: TicketListRow['priority']
  sla_state: TicketListRow['sla']['state']
  version: number
  next_due_at: Date | null
  wait_until: Date | null
  created_at: Date
  last_message_at: Date
  requester_email: string | null
  status_id: string
  status_name: string
  status_name_en: string
  waiting_for: string | null
  account_number: number | null
  account_name: string
  contact_given_name: string | null
  contact_family_name: string | null
  assignee_id: string | null
  assignee_name: string
  queue_id: string
}

export function ticketListRow(row: ListedTicket): TicketListRow {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    category: row.category,
    priority: row.priority,
    version: row.version,
    status: {
      id: row.status_id,
      name: row.status_name,
      nameEn: row.status_name_en,
      waitingFor: row.waiting_for,
    },
    account: row.account_number ? { number: row.account_number, name: row.account_name } : null,
    contactName:
      [row.contact_given_name, row.contact_family_name].filter(Boolean).join(' ') ||
      row.requester_email,
    assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee_name } : null,
    queueId: row.queue_id,
    sla: { state: row.sla_state, dueAt: iso(row.next_due_at) },
    waitUntil: iso(row.wait_until),
    createdAt: iso(row.created_at)!,
    lastMessageAt: iso(row.last_message_at)!,
  }
}
