import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { TestTenant } from '../support/tenant.js'
import { makeMailbox, rawMail } from '../support/ticket.js'

const corpus = fileURLToPath(new URL('../../../shared/data/mail', import.meta.url))

interface Line {
  file: string
  outcome: string
  ticket: number | null
  reason: string | null
}

/** Runs the command as an operator would: its exit code, its lines and the report. */
async function take(tenant: TestTenant, path: string) {
  const printed: string[] = []
  const log = console.log
  console.log = (line: string) => void printed.push(line)
  try {
    await ace.boot()
    const { exitCode } = await ace.exec('mail:ingest', [path, '--tenant', tenant.slug, '--json'])
    const lines = printed.map((line) => JSON.parse(line))
    return { exitCode: exitCode ?? 0, report: lines.pop(), lines: lines as Line[] }
  } finally {
    console.log = log
  }
}

const tickets = (tenant: TestTenant) =>
  tenant.run(() => db.from('tickets').orderBy('number').select('number', 'subject', 'version'))

const mbox = (...subjects: string[]) =>
  subjects
    .map((subject) => `From kim@x.test Mon Feb  3 14:32:11 2025\n${rawMail({ subject })}\n`)
    .join('')

test.group('kontor mail:ingest', (group) => {
  let folder: string

  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'kontor-mails-'))
    return () => rmSync(folder, { recursive: true })
  })

  test('a second time says that it is the same mail, names its ticket and ends with 0', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant)
    const file = join(folder, 'one.eml')
    writeFileSync(file, rawMail({}))
    const first = await take(tenant, file)
    assert.containsSubset(first, { exitCode: 0, report: { created: 1, ignored: 0 } })
    const second = await take(tenant, file)
    assert.deepEqual(second.lines, [
      { file: 'one.eml', outcome: 'ignored', ticket: first.lines[0].ticket, reason: 'same_mail' },
    ])
    assert.containsSubset(second, { exitCode: 0, report: { created: 0, ignored: 1, failed: 0 } })
    assert.lengthOf(await tickets(tenant), 1)
  })

  test('one that failed before is still told as failed, and counted', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant)
    await tenant.run(() =>
      db.from('ticket_statuses').where('category', 'new').update({ is_default: false })
    )
    const file = join(folder, 'one.eml')
    writeFileSync(file, rawMail({}))
    for (const run of [await take(tenant, file), await take(tenant, file)]) {
      assert.equal(run.lines[0].outcome, 'failed')
      assert.deepEqual([run.exitCode, run.report.failed], [1, 1])
    }
  })

  test('the content decides what is an mbox, also inside folders', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant)
    mkdirSync(join(folder, 'Kunden'))
    writeFileSync(join(folder, 'Inbox'), mbox('Eins', 'Zwei'))
    writeFileSync(join(folder, 'Inbox.msf'), '// <!-- <mdb:mork:z v="1.4"/> -->')
    writeFileSync(join(folder, 'Kunden', 'Möller'), mbox('Drei'))
    writeFileSync(join(folder, 'Kunden', 'einzeln.eml'), rawMail({ subject: 'Vier' }))
    writeFileSync(join(folder, 'leer.mbox'), '')
    const { lines, exitCode } = await take(tenant, folder)
    assert.equal(exitCode, 0)
    assert.deepEqual(
      lines.map(({ file }) => file),
      ['Inbox#1', 'Inbox#2', 'einzeln.eml', 'Möller#1']
    )
    assert.sameMembers(
      (await tickets(tenant)).map(({ subject }) => subject),
      ['Eins', 'Zwei', 'Drei', 'Vier']
    )
    const alone = await take(tenant, join(folder, 'Inbox'))
    assert.deepEqual(
      alone.lines.map(({ reason }) => reason),
      ['same_mail', 'same_mail']
    )
  })

  test('of a whole collection twice leaves the same tickets', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant, 'support@nordlicht.test', false)
    cpSync(corpus, folder, { recursive: true })
    const first = await take(tenant, folder)
    const before = await tickets(tenant)
    const second = await take(tenant, folder)
    assert.deepEqual(await tickets(tenant), before)
    assert.lengthOf(second.lines, first.lines.length)
    assert.deepEqual(second.report, {
      created: 0,
      appended: 0,
      ignored: first.lines.length,
      quarantined: 0,
      failed: 0,
    })
    assert.equal(second.exitCode, 0)
  })
    .timeout(240_000)
    .skip(!existsSync(corpus), 'the collection of real mails is not here')
})
