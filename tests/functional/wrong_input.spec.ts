import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import i18nManager from '@adonisjs/i18n/services/main'
import { problemOf, wordedParams } from '#core/problems'
import { PortalCustomer, portalPath } from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'
import { ingest, makeAccount, makeMailbox, rawMail, ticketRow } from '../support/ticket.js'

const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')

const ID = '018f0000-0000-7000-8000-000000000000'
/** Of the right length for one list or another, and wrong in every way that a type can be wrong. */
const FORGED = [
  cursor('x', 'y'),
  cursor('x'),
  cursor('x', 'y', 'z'),
  cursor(null),
  cursor(null, null),
  cursor(null, ID),
  cursor(null, null, null),
  cursor({}, []),
  cursor('2026-13-45T00:00:00Z', ID),
  cursor('0000-01-01T00:00:00Z', ID),
  cursor('2026-02-30', ID),
  cursor('2026-11-21', '2026-11-21T25:00:00Z', ID),
  cursor('\0', ID),
  cursor('a', 'not-an-id'),
  cursor('a', 1.5),
  cursor('a', 1e300),
  cursor(1, 2, 3),
  cursor(true),
  cursor(1e300),
  'not base64url {}',
]

const LISTS = [
  'accounts',
  'accounts?sort=number',
  'accounts?sort=newest',
  'contacts',
  'contacts?sort=newest',
  'assets',
  'contracts',
  'items',
  'documents',
  'documents?state=draft',
  'time-entries',
  'tickets',
  'tickets?sort=due',
  'tickets?sort=newest',
  'tickets?sort=activity',
  'inbound-mails',
  'outbound-mails',
]

test.group('A forged cursor', () => {
  test('is refused by every list, in words', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const account = await makeAccount(tenant)
    const client = await tenant.signIn()
    for (const list of [...LISTS, `accounts/${account.number}/timeline`]) {
      const path = tenant.path(list) + (list.includes('?') ? '&' : '?')
      assert.equal((await client.get(path)).status, 200, list)
      for (const after of FORGED) {
        const answer = await client.get(`${path}after=${encodeURIComponent(after)}`)
        // Some are right for some list: a name may be any text.
        if (answer.status === 200) continue
        assert.equal(answer.status, 422, `${list} ${after} ${answer.text}`)
        assert.deepEqual(answer.errorCodes, ['cursor_invalid'])
      }
      assert.equal((await client.get(`${path}after=${cursor('x', 'y')}`)).status, 422, list)
    }
  }).timeout(60_000)

  test('is refused by the lists of the portal', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await customer.signIn()
    for (const list of ['tickets', 'invoices'])
      for (const after of FORGED) {
        const { status } = await client.get(
          portalPath(tenant, `${list}?after=${encodeURIComponent(after)}`)
        )
        assert.equal(status, 422, `${list} ${after}`)
      }
  })
})

test.group('A filter that cannot be understood', () => {
  const wrong = [
    'tickets?queue=abc',
    'tickets?limit=0',
    'assets?limit=0',
    'contracts?limit=0',
    'items?limit=0',
    'time-entries?from=gestern',
    'inbound-mails?state=gone',
    'outbound-mails?state=gone',
    'accounts?limit=0',
    'contacts?limit=0',
    'documents?state=gone',
  ]

  test('is answered in the reader’s language', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const german = await tenant.signIn()
    const english = await tenant.signIn(tenant.ownerEmail, 'en')
    for (const list of wrong) {
      const answer = await german.get(tenant.path(list))
      assert.equal(answer.status, 422, list)
      const [{ message }] = answer.json.errors
      assert.notMatch(message, /\b(the|field|must|selected)\b/i, list)
      const [other] = (await english.get(tenant.path(list))).json.errors
      assert.notEqual(other.message, message, list)
    }
    const uuid = await german.get(tenant.path('tickets?queue=abc'))
    assert.deepInclude(uuid.json.errors[0], { field: 'queue', message: 'Das gibt es hier nicht.' })
  })
})

test.group('An id in a body that does not exist here', () => {
  test('is an error at its field, and not "still in use"', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const other = await TestTenant.create()
    const foreign = await other.addMember('technician')
    const mailbox = await makeMailbox(tenant)
    const mail = await ingest(tenant, mailbox, rawMail({}))
    const { number, version } = await ticketRow(tenant, mail.ticket_id)
    const client = await tenant.signIn()
    const answers = {
      mentions: await client.post(tenant.path(`tickets/${number}/work`), {
        audience: 'internal',
        text: 'Bitte ansehen',
        mentions: [foreign.id],
      }),
      workTypeId: await client.post(tenant.path(`tickets/${number}/work`), {
        audience: 'internal',
        text: 'Erledigt',
        minutes: 15,
        workTypeId: ID,
      }),
      assetId: await client.patch(tenant.path(`tickets/${number}`), { version, assetId: ID }),
      siteId: await client.patch(tenant.path(`tickets/${number}`), { version, siteId: ID }),
    }
    for (const [field, answer] of Object.entries(answers)) {
      assert.equal(answer.status, 422, `${field} ${answer.text}`)
      assert.equal(answer.json.errors[0].field, field)
      assert.notInclude(answer.text, 'wird noch verwendet')
    }
  })

  test('is told from a row that others refer to, in German and in English messages', ({
    assert,
  }) => {
    const constraint = 'tickets_tenant_id_merged_into_fkey'
    const broken = (message: string) =>
      problemOf(Object.assign(new Error(message), { code: '23503', table: 'tickets', constraint }))
    const missing = [
      `insert into "tickets" … - insert or update on table "tickets" violates foreign key constraint "${constraint}"`,
      `Einfügen oder Aktualisieren in Tabelle »tickets« verletzt Fremdschlüssel-Constraint »${constraint}«`,
    ]
    const used = [
      `delete from "tickets" … - update or delete on table "tickets" violates foreign key constraint "${constraint}" on table "tickets"`,
      `Aktualisieren oder Löschen in Tabelle »tickets« verletzt Fremdschlüssel-Constraint »${constraint}« von Tabelle »tickets«`,
    ]
    for (const message of missing) assert.equal(broken(message).code, 'reference_unknown')
    for (const message of used) assert.equal(broken(message).code, 'in_use')
  })
})

test.group('A day in a sentence', () => {
  test('is written as readers of the language write it', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const today = DateTime.now().minus({ days: 3 }).toISODate()
    const owner = await tenant.signIn()
    const closing = await owner.post(tenant.path('company/closed-periods'), { closedUntil: today })
    assert.equal(closing.status, 201, closing.text)
    for (const [language, form] of [
      ['de', 'dd.MM.yyyy'],
      ['en', 'd LLL yyyy'],
    ]) {
      const client = await tenant.signIn(tenant.ownerEmail, language)
      const answer = await client.post(tenant.path('company/closed-periods'), {
        closedUntil: today,
      })
      assert.equal(answer.status, 422, answer.text)
      assert.include(answer.json.errors[0].message, DateTime.fromISO(today).toFormat(form))
      assert.notInclude(answer.json.errors[0].message, today)
    }
    const day = wordedParams({ day: '2026-11-21', number: 7, text: '2026-99-99' }, 'de')
    assert.deepEqual(day, { day: '21.11.2026', number: 7, text: '2026-99-99' })
    assert.equal(
      i18nManager
        .locale('de')
        .t('errors.period_closed', wordedParams({ date: '2026-11-21' }, 'de')),
      'Der Zeitraum bis 21.11.2026 ist abgeschlossen. Bitte wählen Sie ein späteres Datum.'
    )
  })
})
