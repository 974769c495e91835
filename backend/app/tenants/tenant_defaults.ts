import db from '@adonisjs/lucid/services/db'
import * as tenancy from '#core/tenancy'

/** Name, English name, words for the customer (German, English), category, waiting for, stops the clock, default of its category. */
const STATUSES = [
  ['Neu', 'New', 'Eingegangen', 'Received', 'new', null, false, true],
  ['In Arbeit', 'In progress', 'In Bearbeitung', 'In progress', 'open', null, false, true],
  ['Geplant', 'Scheduled', 'Eingeplant', 'Scheduled', 'open', null, false, false],
  [
    'Wartet auf Kunde',
    'Waiting for customer',
    'Wir warten auf Ihre Antwort',
    'We are waiting for your answer',
    'pending',
    'customer',
    true,
    true,
  ],
  [
    'Wartet auf Hersteller',
    'Waiting for supplier',
    'Wir warten auf den Hersteller',
    'We are waiting for the manufacturer',
    'pending',
    'supplier',
    true,
    false,
  ],
  [
    'Wartet auf Termin',
    'Waiting for appointment',
    'Termin vereinbart',
    'Appointment made',
    'pending',
    'appointment',
    true,
    false,
  ],
  ['Gelöst', 'Solved', 'Erledigt', 'Done', 'solved', null, true, true],
  ['Geschlossen', 'Closed', 'Abgeschlossen', 'Closed', 'closed', null, true, true],
] as const

const COUNTERS = { ticket: 1000, customer: 10001, debtor: 10001, contract: 1, item: 1, asset: 1 }

/** First response and resolution in minutes of business time. */
const TARGETS = {
  urgent: [30, 240],
  high: [60, 480],
  normal: [240, 1440],
  low: [480, 2880],
} as const

/** What a new tenant cannot work without: statuses, a queue with its mailbox, counters, a calendar, an SLA, its company. */
export async function seedTenantDefaults(input: {
  name: string
  country: string
  state?: string
  mailbox: string
}): Promise<void> {
  await db
    .table('number_counters')
    .multiInsert(Object.entries(COUNTERS).map(([kind, next_value]) => ({ kind, next_value })))
  await db.table('ticket_statuses').multiInsert(
    STATUSES.map(
      (
        [
          name,
          name_en,
          portal_name,
          portal_name_en,
          category,
          waiting_for,
          stops_clock,
          is_default,
        ],
        position
      ) => ({
        name,
        name_en,
        portal_name,
        portal_name_en,
        category,
        waiting_for,
        stops_clock,
        is_default,
        position: position + 1,
      })
    )
  )
  const [queue] = await db
    .table('queues')
    .returning('id')
    .insert({ name: 'Support', is_default: true })
  await db
    .table('mailboxes')
    .insert({ address: input.mailbox, name: input.name, queue_id: queue.id, is_default: true })
  await db
    .table('work_categories')
    .multiInsert(['Intern', 'Schulung', 'Vertrieb'].map((name) => ({ name })))

  const [calendar] = await db
    .table('calendars')
    .returning('id')
    .insert({ name: 'Geschäftszeit', state: input.state ?? null, is_default: true })
  await db.table('calendar_hours').multiInsert(
    [1, 2, 3, 4, 5].map((weekday) => ({
      calendar_id: calendar.id,
      weekday,
      opens: '08:00',
      closes: '17:00',
    }))
  )
  const [policy] = await db
    .table('sla_policies')
    .returning('id')
    .insert({ name: 'Standard', calendar_id: calendar.id, is_default: true })
  await db.table('sla_targets').multiInsert(
    Object.entries(TARGETS).map(([priority, [first_response_minutes, resolution_minutes]]) => ({
      policy_id: policy.id,
      priority,
      first_response_minutes,
      resolution_minutes,
    }))
  )

  const [company] = await db
    .table('companies')
    .returning('id')
    .insert({ name: input.name, country: input.country })
  await db.table('company_vat_methods').insert({
    company_id: company.id,
    valid_from: tenancy.now().startOf('year').minus({ years: 1 }).toISODate(),
    method: 'accrual',
  })
  await db
    .table('number_ranges')
    .insert({ company_id: company.id, kind: 'invoice', prefix: '{YYYY}-', digits: 4 })
}
