import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { exportDatev } from '#accounting/datev_export'
import { readFile } from '#core/files'
import { readExtf, values } from '../integrations/datev/extf_reader.js'
import { booked, PERIOD } from '../support/datev.js'
import type { TestTenant } from '../support/tenant.js'

test.group('The DATEV export', () => {
  test('writes a batch a month, the debtors and the PDFs, as an independent reader finds them', async ({
    assert,
  }) => {
    const { tenant, companyId } = await booked()
    const run = await tenant.run(
      () => exportDatev({ companyId, ...PERIOD }),
      DateTime.fromISO('2026-12-02T08:00:00Z')
    )
    assert.deepEqual(
      run.files.map(({ name }) => name),
      [
        'EXTF_Buchungsstapel_20261101_20261130.csv',
        'EXTF_Buchungsstapel_20261201_20261231.csv',
        'EXTF_Debitoren_20261202.csv',
        'Belege_2026-11-01_2026-12-31.zip',
      ]
    )
    const november = readExtf(await contentOf(tenant, run.files[0].name))
    assert.deepEqual([values(november.header)[11], values(november.header)[12]], ['29098', '55003'])
    const rows = november.records.map(values)
    // 268,00 net on 8400 and 100,00 on the item's own account 8401, each with 19 %.
    assert.deepEqual(
      rows.map((row) => [row[1], row[2], row[7], row[8], row[10], row[11]]),
      [
        ['380,80', 'S', '10001', '8400', '0211', '2026-0001'],
        ['119,00', 'S', '10001', '8401', '0211', '2026-0001'],
      ]
    )
    const december = readExtf(await contentOf(tenant, run.files[1].name)).records.map(values)
    assert.deepEqual(
      december.map((row) => [row[1], row[2], row[10], row[11]]),
      [
        ['380,80', 'H', '0112', '2026-0001'],
        ['119,00', 'H', '0112', '2026-0001'],
      ]
    )
    const debtors = readExtf(await contentOf(tenant, run.files[2].name)).records.map(values)
    assert.deepEqual(
      debtors.map((row) => [row[1], row[2]]),
      [['10001', 'Förde Logistik AG']]
    )
    const archive = await contentOf(tenant, run.files[3].name)
    assert.include(archive.toString('latin1'), '2026-0001.pdf')
    assert.include(archive.toString('latin1'), '2026-0001_Storno_2026-0002.pdf')
    const [file] = await tenant.run(() => db.from('export_run_files').where('position', 1))
    assert.equal(
      file.sha256.toString('hex'),
      createHash('sha256')
        .update(await contentOf(tenant, file.name))
        .digest('hex')
    )
    const account = await tenant.run(() => db.from('accounts').firstOrFail())
    assert.isNotNull(account.debtor_exported_at)
  })

  test('a repeated run says how many documents were handed over before', async ({ assert }) => {
    const { tenant, companyId } = await booked()
    const client = await tenant.as('billing')
    const first = await client.post(tenant.path('exports'), { companyId, ...PERIOD })
    assert.deepEqual([first.status, first.data.repeated], [201, 0])
    const second = await client.post(tenant.path('exports'), { companyId, ...PERIOD })
    assert.equal(second.data.repeated, 2)
    const { runs, companies } = (await client.get(tenant.path('exports'))).data
    assert.deepEqual([runs.length, runs[0].repeated, companies[0].isReady], [2, 2, true])
    const file = await client.get(tenant.path(`exports/${runs[0].id}/files/1`))
    assert.equal(createHash('sha256').update(file.bytes).digest('hex'), runs[0].files[0].sha256)
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
    assert.lengthOf(await tenant.events('export.created'), 2)
  })

  test('what DATEV would refuse leaves nothing behind and says why', async ({ assert }) => {
    const { tenant, companyId } = await booked()
    const client = await tenant.as('billing')
    const attempt = async (changes: Record<string, unknown>) => {
      await tenant.run(() => db.from('companies').update(changes))
      return client.post(tenant.path('exports'), { companyId, ...PERIOD })
    }
    const noClient = await attempt({ datev_client: null })
    assert.deepEqual(noClient.errorCodes, ['datev_identity_missing'])
    assert.match(noClient.json.errors[0].message, /Berater- oder Mandantennummer/)
    assert.deepEqual((await attempt({ datev_client: 55003, datev_account_length: 6 })).errorCodes, [
      'datev_account_length',
    ])
    assert.deepEqual(
      (
        await client.post(tenant.path('exports'), {
          companyId,
          from: '2025-01-01',
          to: '2025-01-31',
        })
      ).errorCodes,
      ['export_empty']
    )
    assert.lengthOf(await tenant.run(() => db.from('export_runs')), 0)
    assert.lengthOf(await tenant.run(() => db.from('documents').whereNotNull('exported_at')), 0)
    assert.equal(
      (await (await tenant.as('auditor')).post(tenant.path('exports'), { companyId, ...PERIOD }))
        .status,
      403
    )
  })
})

async function contentOf(tenant: TestTenant, name: string): Promise<Buffer> {
  return tenant.run(async () =>
    readFile((await db.from('files').where('name', name).firstOrFail()).id)
  )
}
