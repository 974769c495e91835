import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import { fillHolidays } from '#contracts/calendar_holidays'
import { seedMacros } from '#demo/demo_macros'
import type { DemoTenant } from '#demo/seed_demo'

const TEXTS = [
  [
    'fern',
    'Fernwartung starten',
    'Bitte öffnen Sie https://fernwartung.example und nennen Sie mir die neunstellige Nummer. Dann schalte ich mich auf Ihren Bildschirm.',
  ],
  [
    'neustart',
    'Bitte neu starten',
    'Bitte starten Sie den Rechner einmal neu und sagen Sie mir, ob der Fehler noch auftritt.',
  ],
  [
    'termin',
    'Termin vorschlagen',
    'Wann passt es Ihnen? Ich könnte morgen zwischen 9 und 11 Uhr oder am Nachmittag ab 14 Uhr.',
  ],
] as const

/** The seller's own data, its mailboxes, queues, calendar, SLA and text modules. */
export async function furnishTenant(demo: DemoTenant, start: DateTime) {
  const domain = demo.members[0].email.split('@')[1]
  await db.from('tenants').update({ name: demo.name })
  await db.from('companies').update({
    name: `${demo.name} GmbH`,
    street: 'Kaistraße 101',
    postcode: '24114',
    city: 'Kiel',
    email: `rechnung@${domain}`,
    phone: '+494315560100',
    website: `https://www.${domain}`,
    register_court: 'Amtsgericht Kiel',
    register_number: 'HRB 21877 KI',
    managing_directors: demo.members[0].name,
    vat_id: 'DE136695976',
    tax_number: '20/293/41870',
    datev_consultant: 1_234_567,
    datev_client: 10_021,
    ...(demo.slug === 'isar' && {
      street: 'Lindwurmstraße 88',
      postcode: '80337',
      city: 'München',
      register_court: 'Amtsgericht München',
      register_number: 'HRB 198332',
    }),
  })
  const company = await db.from('companies').firstOrFail()
  await db.table('company_bank_accounts').insert({
    company_id: company.id,
    bank_name: 'Förde Sparkasse',
    iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX',
  })
  const support = await db.from('queues').where('is_default', true).firstOrFail()
  await db
    .from('queues')
    .where('id', support.id)
    .update({
      signature: `Freundliche Grüße aus ${demo.slug === 'isar' ? 'München' : 'Kiel'}\n{name}\n${demo.name} GmbH`,
    })
  const queues: Record<string, string> = { Support: support.id }
  for (const [position, [name, restricted]] of (
    [
      ['Projekte', false],
      ['Vertrieb', false],
      ['Personal', true],
    ] as const
  ).entries()) {
    const [queue] = await db
      .table('queues')
      .returning('id')
      .insert({ name, restricted, position: position + 2 })
    queues[name] = queue.id
  }
  const owner = await db.from('members').where('role', 'owner').firstOrFail()
  await db.table('queue_members').insert({ queue_id: queues.Personal, member_id: owner.id })
  const [mailbox] = await db.from('mailboxes').where('is_default', true).select('id', 'address')
  await db.table('mailboxes').insert({
    address: `vertrieb@${domain}`,
    name: `${demo.name} Vertrieb`,
    queue_id: queues.Vertrieb,
  })
  await db
    .table('text_modules')
    .multiInsert(TEXTS.map(([shortcut, name, body]) => ({ shortcut, name, body })))
  await seedMacros(queues.Vertrieb)

  const calendar = await db.from('calendars').where('is_default', true).firstOrFail()
  await fillHolidays(calendar.id, [start.year, start.year + 1])
  const [premium] = await db
    .table('sla_policies')
    .returning('id')
    .insert({ name: 'Premium', calendar_id: calendar.id })
  await db.table('sla_targets').multiInsert(
    Object.entries({
      urgent: [15, 120],
      high: [30, 240],
      normal: [120, 480],
      low: [240, 1440],
    }).map(([priority, [first, resolution]]) => ({
      policy_id: premium.id,
      priority,
      first_response_minutes: first,
      resolution_minutes: resolution,
    }))
  )
  return { mailbox: mailbox as { id: string; address: string }, queues }
}
