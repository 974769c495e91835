import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { draftRun } from '#billing/billing_run'
import { cancelDocument } from '#billing/cancel_document'
import { exportDatev } from '#billing/datev_export'
import { issueRun } from '#billing/issue_run'
import { readFile } from '#core/files'
import * as billing from '../factories/billing_month.js'
import { readExtf, values } from '../integrations/datev/extf_reader.js'
import { TestTenant } from '../support/tenant.js'

const OCTOBER = { from: '2026-11-01', to: '2026-12-31' }

/** An invoice of 2 November and its cancellation of 1 December. */
async function booked() {
  const tenant = await TestTenant.create()
  await tenant.run(() => billing.makeMonth(tenant))
  await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
  await tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
  const { id, company_id: companyId } = await tenant.run(() => db.from('documents').firstOrFail())
  await tenant.run(() => cancelDocument(id), DateTime.fromISO('2026-12-01T09:00:00Z'))
  return { tenant, companyId: companyId as string }
}

async function contentOf(tenant: TestTenant, name: string): Promise<Buffer> {
  return tenant.run(async () => readFile((await db.from('files').where('name', name).firstOrFail()).id))
}

test.group('The DATEV export', () => {
  test('writes a batch a month, the debtors and the PDFs, as an independent reader finds them', async ({ assert }) => {
    const { tenant, companyId } = await booked()
    const run = await tenant.run(() => exportDatev({ companyId, ...OCTOBER }), DateTime.fromISO('2026-12-02T08:00:00Z'))
    assert.deepEqual(run.files.map(({ name }) => name), [
      'EXTF_Buchungsstapel_20261101_20261130.csv', 'EXTF_Buchungsstapel_20261201_20261231.csv',
      'EXTF_Debitoren_20261202.csv', 'Belege_2026-11-01_2026-12-31.zip',
    ])
    const november = readExtf(await contentOf(tenant, run.files[0].name))
    assert.deepEqual([values(november.header)[11], values(november.header)[12]], ['29098', '55003'])
    const rows = november.records.map(values)
    // 268,00 net on 8400 and 100,00 on the item's own account 8401, each with 19 %.
    assert.deepEqual(rows.map((row) => [row[1], row[2], row[7], row[8], row[10], row[11]]), [
      ['380,80', 'S', '10001', '8400', '0211', '2026-0001'],
      ['119,00', 'S', '10001', '8401', '0211', '2026-0001'],
    ])
    const december = readExtf(await contentOf(tenant, run.files[1].name)).records.map(values)
    assert.deepEqual(december.map((row) => [row[1], row[2], row[10], row[11]]), [
      ['380,80', 'H', '0112', '2026-0001'],
      ['119,00', 'H', '0112', '2026-0001'],
    ])
    const debtors = readExtf(await contentOf(tenant, run.files[2].name)).records.map(values)
    assert.deepEqual(debtors.map((row) => [row[1], row[2]]), [['10001', 'Förde Logistik AG']])
    const archive = await contentOf(tenant, run.files[3].name)
    assert.include(archive.toString('latin1'), '2026-0001.pdf')
    assert.include(archive.toString('latin1'), '2026-0001_Storno_2026-0002.pdf')
    const [file] = await tenant.run(() => db.from('export_run_files').where('position', 1))
    assert.equal(file.sha256.toString('hex'), createHash('sha256').update(await contentOf(tenant, file.name)).digest('hex'))
    const account = await tenant.run(() => db.from('accounts').firstOrFail())
    assert.isNotNull(account.debtor_exported_at)
  })

  test('a repeated run says how many documents were handed over before', async ({ assert }) => {
    const { tenant, companyId } = await booked()
    const client = await tenant.as('billing')
    const first = await client.post(tenant.path('exports'), { companyId, ...OCTOBER })
    assert.deepEqual([first.status, first.data.repeated], [201, 0])
    const second = await client.post(tenant.path('exports'), { companyId, ...OCTOBER })
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
      return client.post(tenant.path('exports'), { companyId, ...OCTOBER })
    }
    const noClient = await attempt({ datev_client: null })
    assert.deepEqual(noClient.errorCodes, ['datev_identity_missing'])
    assert.match(noClient.json.errors[0].message, /Berater- oder Mandantennummer/)
    assert.deepEqual((await attempt({ datev_client: 55003, datev_account_length: 6 })).errorCodes, ['datev_account_length'])
    assert.deepEqual((await client.post(tenant.path('exports'), { companyId, from: '2025-01-01', to: '2025-01-31' })).errorCodes, ['export_empty'])
    assert.lengthOf(await tenant.run(() => db.from('export_runs')), 0)
    assert.lengthOf(await tenant.run(() => db.from('documents').whereNotNull('exported_at')), 0)
    assert.equal((await (await tenant.as('auditor')).post(tenant.path('exports'), { companyId, ...OCTOBER })).status, 403)
  })
})

/** Runs a command as an operator would and returns its exit code and its report. */
async function operate(name: string, ...flags: string[]): Promise<{ exitCode: number; report: Record<string, unknown> }> {
  const lines: string[] = []
  const log = console.log
  console.log = (line: string) => void lines.push(line)
  try {
    const command = await ace.exec(name, [...flags, '--json'])
    return { exitCode: command.exitCode ?? 0, report: JSON.parse(lines.at(-1)!) }
  } finally {
    console.log = log
  }
}

test.group('The commands of billing', () => {
  test('billing:run previews, drafts, issues and sends, and repeated does nothing more', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => billing.makeMonth(tenant))
    const run = (...flags: string[]) => operate('billing:run', '--tenant', tenant.slug, '--month', '2026-10', ...flags)
    const dry = await run('--dry-run')
    assert.deepEqual([dry.exitCode, dry.report.net, dry.report.drafted], [0, 42000, 0])
    assert.lengthOf(await tenant.run(() => db.from('documents')), 0)
    const real = await run('--issue', '--send')
    assert.deepEqual([real.exitCode, (real.report.issued as string[]).length, real.report.sent], [0, 1, 1])
    await tenant.settle()
    const again = await run('--issue', '--send')
    assert.deepEqual([again.exitCode, again.report.issued, again.report.sent], [0, [], 0])
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails')), 1)
  })

  test('billing:run fails with the reason when a document cannot be issued', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      await billing.makeMonth(tenant)
      await db.from('company_bank_accounts').delete()
    })
    const { exitCode, report } = await operate('billing:run', '--tenant', tenant.slug, '--month', '2026-10', '--issue')
    assert.equal(exitCode, 1)
    assert.match((report.failures as string[])[0], /Förde Logistik AG: Your company's bank account is missing/)
  })

  test('wrong use ends with 2', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const codes = []
    for (const flags of [['--tenant', tenant.slug, '--month', '2026-13'], ['--tenant', 'nobody-at-all', '--month', '2026-10']]) {
      codes.push((await operate('billing:run', ...flags)).exitCode)
    }
    for (const flags of [['--from', '2026-02-30', '--to', '2026-03-01'], ['--from', '2026-03-02', '--to', '2026-03-01']]) {
      codes.push((await operate('export:datev', '--tenant', tenant.slug, '--out', '/nowhere', ...flags)).exitCode)
    }
    assert.deepEqual(codes, [2, 2, 2, 2])
  })

  test('export:datev writes the folder whole, or not at all', async ({ assert }) => {
    const { tenant } = await booked()
    const parent = mkdtempSync(join(tmpdir(), 'datev-'))
    const out = join(parent, 'november')
    const period = ['--tenant', tenant.slug, '--from', OCTOBER.from, '--to', OCTOBER.to, '--out', out]
    await tenant.run(() => db.from('companies').update({ datev_consultant: null }))
    const failed = await operate('export:datev', ...period)
    assert.equal(failed.exitCode, 1)
    assert.match(String(failed.report.error), /consultant or client number is missing/)
    assert.deepEqual(readdirSync(parent), [])
    await tenant.run(() => db.from('companies').update({ datev_consultant: 29098 }))
    const { exitCode, report } = await operate('export:datev', ...period)
    assert.deepEqual([exitCode, report.documents, report.repeated], [0, 2, 0])
    assert.deepEqual(readdirSync(parent), ['november'])
    assert.deepEqual(readdirSync(out).toSorted(), (report.files as string[]).toSorted())
    assert.lengthOf(readExtf(readFileSync(join(out, 'EXTF_Buchungsstapel_20261101_20261130.csv'))).records, 2)
    assert.equal((await operate('export:datev', ...period)).exitCode, 2)
    const second = await operate('export:datev', ...period.slice(0, -1), join(parent, 'again'))
    assert.equal(second.report.repeated, 2)
    assert.isTrue(existsSync(join(parent, 'again')))
  })
})
