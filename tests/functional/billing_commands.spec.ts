import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import * as billing from '../factories/billing_month.js'
import { readExtf } from '../integrations/datev/extf_reader.js'
import { operate } from '../support/commands.js'
import { booked, PERIOD } from '../support/datev.js'
import { TestTenant } from '../support/tenant.js'

test.group('The commands of billing', () => {
  test('billing:run previews, drafts, issues and sends, and repeated does nothing more', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => billing.makeMonth(tenant))
    const run = (...flags: string[]) =>
      operate('billing:run', '--tenant', tenant.slug, '--month', '2026-10', ...flags)
    const dry = await run('--dry-run')
    assert.deepEqual([dry.exitCode, dry.report.net, dry.report.drafted], [0, 42000, 0])
    assert.lengthOf(await tenant.run(() => db.from('documents')), 0)
    const real = await run('--issue', '--send')
    assert.deepEqual(
      [real.exitCode, (real.report.issued as string[]).length, real.report.sent],
      [0, 1, 1]
    )
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
    const { exitCode, report } = await operate(
      'billing:run',
      '--tenant',
      tenant.slug,
      '--month',
      '2026-10',
      '--issue'
    )
    assert.equal(exitCode, 1)
    assert.match(
      (report.failures as string[])[0],
      /Förde Logistik AG: Your company's bank account is missing/
    )
  })

  test('wrong use ends with 2', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const codes = []
    for (const flags of [
      ['--tenant', tenant.slug, '--month', '2026-13'],
      ['--tenant', 'nobody-at-all', '--month', '2026-10'],
    ]) {
      codes.push((await operate('billing:run', ...flags)).exitCode)
    }
    for (const flags of [
      ['--from', '2026-02-30', '--to', '2026-03-01'],
      ['--from', '2026-03-02', '--to', '2026-03-01'],
    ]) {
      codes.push(
        (await operate('export:datev', '--tenant', tenant.slug, '--out', '/nowhere', ...flags))
          .exitCode
      )
    }
    assert.deepEqual(codes, [2, 2, 2, 2])
  })

  test('export:datev writes the folder whole, or not at all', async ({ assert }) => {
    const { tenant } = await booked()
    const parent = mkdtempSync(join(tmpdir(), 'datev-'))
    const out = join(parent, 'november')
    const period = ['--tenant', tenant.slug, '--from', PERIOD.from, '--to', PERIOD.to, '--out', out]
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
    assert.lengthOf(
      readExtf(readFileSync(join(out, 'EXTF_Buchungsstapel_20261101_20261130.csv'))).records,
      2
    )
    assert.equal((await operate('export:datev', ...period)).exitCode, 2)
    const second = await operate('export:datev', ...period.slice(0, -1), join(parent, 'again'))
    assert.equal(second.report.repeated, 2)
    assert.isTrue(existsSync(join(parent, 'again')))
  })

  test('export:datev refuses a place that cannot be written before anything is recorded', async ({
    assert,
  }) => {
    const { tenant } = await booked()
    const file = join(mkdtempSync(join(tmpdir(), 'datev-')), 'file')
    writeFileSync(file, '')
    const answers = []
    for (const out of ['/proc/nope', '/proc/nope/deeper', join(file, 'x'), file]) {
      const { exitCode, report } = await operate(
        'export:datev',
        ...['--tenant', tenant.slug, '--from', PERIOD.from, '--to', PERIOD.to, '--out', out]
      )
      answers.push([exitCode, String(report.error).replace(out, 'OUT')])
    }
    assert.deepEqual(answers, [
      [1, 'OUT cannot be written: the system makes no folders there.'],
      [1, 'OUT cannot be written: the system makes no folders there.'],
      [1, 'OUT cannot be written: a part of the path is a file.'],
      [2, 'OUT is a file, not a folder.'],
    ])
    assert.lengthOf(await tenant.run(() => db.from('export_runs')), 0)
  })
})
