import { test } from '@japa/runner'
import { parse } from 'csv-parse/sync'
import db from '@adonisjs/lucid/services/db'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))

const post = (
  tenant: TestTenant,
  client: Client,
  what: string,
  bytes: Uint8Array,
  dryRun = false
) => client.post(tenant.path(`${what}/imports${dryRun ? '?dryRun=true' : ''}`), bytes)

const names = async (tenant: TestTenant) =>
  (await tenant.run(() => db.from('accounts').orderBy('name'))).map((row) => row.name as string)

test.group('Import of accounts', () => {
  test('takes what spreadsheets write: marks, encodings, separators, headings in both languages', async ({
    assert,
  }) => {
    const files = [
      utf8('\uFEFFKunden-Nr.;Firma;PLZ;Straße;Ort\r\n;Müller & Söhne;24103;Hafenstraße 1;Kiel\r\n'),
      latin1('Firma;PLZ;Straße;Ort\r\nMüller & Söhne;24103;Hafenstraße 1;Kiel\r\n'),
      utf8('Company,Zip,Street,City\n"Müller & Söhne",24103,"Hafenstraße 1",Kiel\n'),
      utf8('name\tpostcode\tstreet\tcity\nMüller & Söhne\t24103\tHafenstraße 1\tKiel'),
    ]
    for (const bytes of files) {
      const tenant = await TestTenant.create()
      const client = await tenant.signIn()
      const report = await post(tenant, client, 'accounts', bytes)
      assert.equal(report.status, 200, report.text)
      assert.containsSubset(report.data, {
        created: 1,
        failed: 0,
        rows: [{ row: 2, outcome: 'created', number: 10001 }],
      })
      const { data } = await client.get(tenant.path('accounts/10001'))
      assert.containsSubset(data, {
        name: 'Müller & Söhne',
        addresses: [{ street: 'Hafenstraße 1', postcode: '24103', city: 'Kiel', country: 'DE' }],
      })
    }
  })

  test('the body may also be called text/csv, and keeps its encoding', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const answer = await client.request(
      'POST',
      tenant.path('accounts/imports'),
      latin1('Firma\nMüller\n'),
      { 'content-type': 'text/csv' }
    )
    assert.equal(answer.status, 200, answer.text)
    assert.deepEqual(await names(tenant), ['Müller'])
  })

  test('bad rows are reported by line and heading and stop no good one', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const file = [
      'Name;Telefon;USt-IdNr.;Domain;PLZ;Straße;Ort;Geheimnis',
      'Gut GmbH;0431 560123;;gut.de;;;;x',
      'Schlecht GmbH;abc;DE1;;;;;',
      '',
      'Krumm "GmbH";;;;;;;',
      '"Zu "früh;;;;;;;',
      'Doppelt KG;;;gut.de;;;;',
      ';;;nur-domain.de;;;;',
      'Postfach AG;;;;1;Weg 1;Kiel;',
      'Auch gut AG;;;;;;;',
    ].join('\n')
    const { data } = await post(tenant, client, 'accounts', utf8(file))
    assert.containsSubset(data, { created: 3, failed: 5, unknownColumns: ['Geheimnis'] })
    const failures = data.rows.filter((row: { outcome: string }) => row.outcome === 'failed')
    assert.deepEqual(
      failures.map((row: { row: number; errors: { column: string; code: string }[] }) => [
        row.row,
        row.errors.map(({ column, code }) => `${column}: ${code}`),
      ]),
      [
        [3, ['USt-IdNr.: vat_id', 'Telefon: phone']],
        [6, ['null: csv_quote']],
        [7, ['Domain: domain_taken']],
        [8, ['Name: required']],
        [9, ['PLZ: postcode']],
      ]
    )
    assert.deepEqual(data.rows.slice(0, 5), failures)
    assert.deepEqual(await names(tenant), ['Auch gut AG', 'Gut GmbH', 'Krumm "GmbH"'])
    assert.lengthOf(await tenant.events('account.created'), 3)
  })

  test('a row is the account with its number, else the one with its name; empty cells and absent columns change nothing', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    await post(
      tenant,
      client,
      'accounts',
      utf8('Kundennummer;Debitor;Name;Domain;Notiz\n4711;70815;Anker AG;anker.de;wichtig')
    )
    const again = await post(
      tenant,
      client,
      'accounts',
      utf8('Kundennummer;Name;Domain;Notiz\n4711;Anker SE;anker.eu;\n')
    )
    assert.containsSubset(again.data, { updated: 1, rows: [{ number: 4711, outcome: 'updated' }] })
    const byName = await post(tenant, client, 'accounts', utf8('Name;Zahlungsziel\nAnker SE;30\n'))
    assert.containsSubset(byName.data, { updated: 1 })
    const { data } = await client.get(tenant.path('accounts/4711'))
    assert.containsSubset(data, {
      name: 'Anker SE',
      debtorNumber: 70815,
      domains: ['anker.de', 'anker.eu'],
      note: 'wichtig',
      paymentDays: 30,
    })
    await client.post(tenant.path('accounts'), { name: 'Anker SE' })
    const twice = await post(tenant, client, 'accounts', utf8('Name;Zahlungsziel\nAnker SE;10\n'))
    assert.deepEqual(
      twice.data.rows[0].errors.map((error: { code: string }) => error.code),
      ['name_ambiguous']
    )
  })

  test('a trial run reports the same and leaves nothing: no row, no event, no number', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const file = utf8('Name;Telefon\nEins GmbH;0431 560123\nZwei GmbH;falsch\n')
    const trial = await post(tenant, client, 'accounts', file, true)
    assert.containsSubset(trial.data, { dryRun: true, created: 1, failed: 1 })
    assert.deepEqual(await names(tenant), [])
    assert.lengthOf(await tenant.events('account.created'), 0)
    const real = await post(tenant, client, 'accounts', file)
    assert.containsSubset(real.data, { dryRun: false, created: 1, failed: 1 })
    assert.equal(real.data.rows[1].number, 10001)
  })

  test('a number that an import brought is not given away again', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    await post(
      tenant,
      client,
      'accounts',
      utf8('Kundennummer;Debitor;Name\n10001;10001;Alt\n10002;10003;Älter\n')
    )
    const { number } = (await client.post(tenant.path('accounts'), { name: 'Neu' })).data
    assert.equal(number, 10003)
    assert.equal((await client.get(tenant.path('accounts/10003'))).data.debtorNumber, 10002)
  })

  test('what is no CSV is refused as a whole', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const code = async (bytes: Uint8Array) =>
      (await post(tenant, client, 'accounts', bytes)).errorCodes[0]
    assert.equal(await code(utf8('')), 'file_empty')
    assert.equal(await code(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 1])), 'csv_not_text')
    assert.equal(await code(utf8('Foo;Bar\n1;2\n')), 'csv_no_columns')
    assert.equal(await code(utf8('Name;Ort\nGut;Kiel\n"Offen;Kiel\nNoch;eins\n')), 'csv_quote_open')
    assert.deepEqual(await names(tenant), [])
    const large = new Uint8Array(20 * 1024 * 1024 + 1).fill(65)
    assert.equal((await post(tenant, client, 'accounts', large)).status, 413)
  })

  test('technicians and auditors import nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    for (const role of ['technician', 'auditor'] as const) {
      const client = await tenant.as(role)
      assert.equal((await post(tenant, client, 'accounts', utf8('Name\nX'))).status, 403)
      assert.equal((await post(tenant, client, 'contacts', utf8('Nachname\nX'))).status, 403)
    }
    assert.deepEqual(await names(tenant), [])
  })
})

test.group('Import of contacts', () => {
  test('a row is the contact with its address, else the one of that name at that account', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (await client.post(tenant.path('accounts'), { name: 'Werft Nord' })).data
    const file = (row: string) =>
      utf8(`Kunde;Anrede;Vorname;Nachname;E-Mail;Telefon;Mobil\n${row}\n`)
    const first = await post(
      tenant,
      client,
      'contacts',
      file('Werft Nord;Frau;Jördis;Petersen;JP@werft.de, jp2@werft.de;0431 560123;0171 1234567')
    )
    assert.containsSubset(first.data, { created: 1 })
    const byAddress = await post(
      tenant,
      client,
      'contacts',
      file(';;Jördis;Petersen-Lüth;jp2@werft.de;;')
    )
    assert.containsSubset(byAddress.data, { updated: 1, created: 0 })
    const byName = await post(
      tenant,
      client,
      'contacts',
      file('Werft Nord;;Jördis;Petersen-Lüth;jp3@werft.de;;')
    )
    assert.containsSubset(byName.data, { updated: 1, created: 0 })
    const [contact] = (await client.get(tenant.path('contacts'))).data
    assert.containsSubset(contact, {
      salutation: 'ms',
      familyName: 'Petersen-Lüth',
      emails: ['jp@werft.de', 'jp2@werft.de', 'jp3@werft.de'],
      phones: [
        { number: '+49431560123', kind: 'work' },
        { number: '+491711234567', kind: 'mobile' },
      ],
      accounts: [{ number }],
    })
    const unchanged = await post(
      tenant,
      client,
      'contacts',
      file('Werft Nord;Frau;Jördis;Petersen-Lüth;jp@werft.de;0431 560123;')
    )
    assert.containsSubset(unchanged.data, { unchanged: 1 })
  })

  test('an unknown customer, a wrong number and a missing name are reported at their heading', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { data } = await post(
      tenant,
      client,
      'contacts',
      utf8('Kundennummer;Nachname;Telefon\n99;Petersen;\n;Petersen;nie\n;;0431 560123\n')
    )
    assert.deepEqual(
      data.rows.map((row: { errors: { column: string; code: string }[] }) =>
        row.errors.map(({ column, code }) => `${column}: ${code}`)
      ),
      [['Kundennummer: account_unknown'], ['Telefon: phone'], ['Nachname: required']]
    )
    assert.lengthOf((await client.get(tenant.path('contacts'))).data, 0)
  })
})

test.group('Export', () => {
  test('what was exported is imported again without a change', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (
      await client.post(tenant.path('accounts'), {
        name: 'Müller; "Söhne"',
        kind: 'public_body',
        phone: '0431 560123',
        domains: ['a.de', 'b.de'],
        note: 'erste Zeile\nzweite',
        recipients: [
          { kind: 'to', email: 'r@a.de' },
          { kind: 'cc', email: 'c@a.de' },
        ],
        customerSince: '2020-02-29',
        paymentDays: 0,
        addresses: [
          { purpose: 'main', street: 'Weg 1', postcode: '24103', city: 'Kiel', country: 'DE' },
        ],
      })
    ).data
    await client.post(tenant.path('contacts'), {
      salutation: 'mr',
      givenName: 'Ole',
      familyName: 'Groß',
      emails: ['o@a.de', 'p@a.de'],
      accounts: [{ number, isPrimary: true }],
      phones: [
        { number: '0431 560123', kind: 'work' },
        { number: '0171 1234567', kind: 'private' },
      ],
    })
    for (const what of ['accounts', 'contacts']) {
      const file = await client.get(tenant.path(`${what}/export`))
      assert.equal(file.status, 200)
      assert.match(file.headers.get('content-disposition')!, /attachment/)
      const report = await post(tenant, client, what, new Uint8Array(file.bytes))
      assert.containsSubset(report.data, {
        unchanged: 1,
        updated: 0,
        created: 0,
        failed: 0,
        unknownColumns: [],
      })
    }
    assert.lengthOf(await tenant.events('tenant.accounts_exported'), 1)
  })

  test('a cell that begins like a formula is made harmless, and comes back as it was', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const name = '=HYPERLINK("http://boese.example";"Klick")'
    await client.post(tenant.path('accounts'), { name, note: '@SUM(1)', phone: '+49431560123' })
    const file = await client.get(tenant.path('accounts/export'))
    const [, row] = parse(file.bytes, { delimiter: ';', bom: true }) as string[][]
    assert.include(row, `'${name}`)
    assert.isFalse(row.some((cell) => /^[=+\-@]/.test(cell)))
    const report = await post(tenant, client, 'accounts', new Uint8Array(file.bytes))
    assert.containsSubset(report.data, { unchanged: 1 })
  })

  test('has every row over its pages, only the own tenant, and only for those who may', async ({
    assert,
  }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const client = await tenant.signIn()
    const rows = Array.from({ length: 1203 }, (_, at) => `${at + 1};${at + 1};Kunde ${at + 1}`)
    await post(tenant, client, 'accounts', utf8(`Kundennummer;Debitor;Name\n${rows.join('\n')}`))
    await (await other.signIn()).post(other.path('accounts'), { name: 'Fremd' })
    const file = await (await tenant.as('auditor')).get(tenant.path('accounts/export'))
    const records = parse(file.bytes, { delimiter: ';', bom: true, columns: true }) as Record<
      string,
      string
    >[]
    assert.deepEqual(
      records.map((record) => Number(record.Kundennummer)),
      Array.from({ length: 1203 }, (_, at) => at + 1)
    )
    for (const role of ['technician'] as const) {
      const denied = await tenant.as(role)
      assert.equal((await denied.get(tenant.path('accounts/export'))).status, 403)
      assert.equal((await denied.get(tenant.path('contacts/export'))).status, 403)
    }
    assert.equal((await client.get(other.path('accounts/export'))).status, 404)
  }).timeout(60_000)
})
