import { sql } from '#core/sql'
import type { Category } from '#tickets/ticket_status'

// Settings lists are short and read as a whole. `hidden` are the restricted queues that the reader must not know of;
// whoever arranges them knows all. `used` says that a row can only be archived, because something names it.

interface Kept {
  id: string
  version: number
  archived: boolean
  isDefault: boolean
  used: boolean
}

export interface QueueRow extends Kept {
  name: string
  signature: string | null
  restricted: boolean
  members: { id: string; name: string }[]
}

export function queueList(hidden: string[]): Promise<QueueRow[]> {
  return sql<QueueRow>(
    `select q.id, q.version, q.archived_at is not null as archived, q.is_default as "isDefault", q.name, q.signature, q.restricted,
            coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name)
                      from queue_members x join members m on m.tenant_id = x.tenant_id and m.id = x.member_id
                      where x.queue_id = q.id), '[]') as members,
            exists (select from tickets t where t.queue_id = q.id) or exists (select from mailboxes b where b.queue_id = q.id)
              or exists (select from macros k where k.queue_id = q.id) as used
     from queues q where q.id <> all (?::uuid[])
     order by q.archived_at is not null, q.position, q.name`,
    [hidden]
  )
}

export interface StatusRow extends Kept {
  name: string
  nameEn: string
  portalName: string
  portalNameEn: string
  category: Category
  waitingFor: 'customer' | 'supplier' | 'appointment' | 'other' | null
  stopsClock: boolean
  reopensAfterDays: number | null
}

/** In the order of the categories, as a ticket lives. */
export function statusList(): Promise<StatusRow[]> {
  return sql<StatusRow>(
    `select s.id, s.version, s.archived_at is not null as archived, s.is_default as "isDefault", s.name, s.name_en as "nameEn",
            s.portal_name as "portalName", s.portal_name_en as "portalNameEn", s.category, s.waiting_for as "waitingFor",
            s.stops_clock as "stopsClock", s.reopens_after_days as "reopensAfterDays",
            exists (select from tickets t where t.status_id = s.id) or exists (select from macros k where k.status_id = s.id)
              or exists (select from ticket_messages m where m.previous_status_id = s.id) as used
     from ticket_statuses s
     order by s.archived_at is not null, array_position(array['new', 'open', 'pending', 'solved', 'closed'], s.category), s.position`
  )
}

export interface MailboxRow extends Kept {
  address: string
  name: string
  acknowledge: boolean
  queue: { id: string; name: string }
}

export function mailboxList(hidden: string[]): Promise<MailboxRow[]> {
  return sql<MailboxRow>(
    `select b.id, b.version, b.archived_at is not null as archived, b.is_default as "isDefault", b.address, b.name, b.acknowledge,
            jsonb_build_object('id', q.id, 'name', q.name) as queue,
            exists (select from inbound_mails i where i.mailbox_id = b.id)
              or exists (select from outbound_mails o where o.mailbox_id = b.id) as used
     from mailboxes b join queues q on q.tenant_id = b.tenant_id and q.id = b.queue_id
     where b.queue_id <> all (?::uuid[])
     order by b.archived_at is not null, b.is_default desc, b.address`,
    [hidden]
  )
}

export interface TextModuleRow {
  id: string
  version: number
  shortcut: string
  name: string
  body: string
  language: 'de' | 'en'
}

export function textModuleList(): Promise<TextModuleRow[]> {
  return sql<TextModuleRow>(
    'select id, version, shortcut, name, body, language from text_modules order by shortcut, language'
  )
}

export interface MacroRow {
  id: string
  version: number
  name: string
  message: string | null
  audience: 'customer' | 'internal' | null
  status: { id: string; name: string; nameEn: string } | null
  minutes: number | null
  priority: 'low' | 'normal' | 'high' | 'urgent' | null
  queue: { id: string; name: string } | null
  assignToMe: boolean
  tags: string[]
}

export function macroList(hidden: string[]): Promise<MacroRow[]> {
  return sql<MacroRow>(
    `select k.id, k.version, k.name, k.message, k.audience, k.minutes, k.priority, k.assign_to_me as "assignToMe", k.tags,
            case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name, 'nameEn', s.name_en) end as status,
            case when q.id is not null then jsonb_build_object('id', q.id, 'name', q.name) end as queue
     from macros k
     left join ticket_statuses s on s.tenant_id = k.tenant_id and s.id = k.status_id
     left join queues q on q.tenant_id = k.tenant_id and q.id = k.queue_id
     where k.queue_id is null or k.queue_id <> all (?::uuid[])
     order by k.position, k.name`,
    [hidden]
  )
}
