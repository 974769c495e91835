import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { chromium, type Browser, type Page } from 'playwright-core'
import * as billing from '../factories/billing_month.js'
import { readExtf, values } from '../integrations/datev/extf_reader.js'
import { validate, validatorMissing } from '../integrations/einvoice/document_validator.js'
import { embeddedFile, printedPages } from '../integrations/einvoice/pdf_reader.js'
import { PortalCustomer } from '../support/portal.js'
import { PASSWORD, TestTenant } from '../support/tenant.js'
import { rawMail } from '../support/ticket.js'

const CHROMIUM = '/usr/bin/chromium'
const origin = `http://${process.env.HOST}:${process.env.PORT}`
const missing = !existsSync(CHROMIUM) || !existsSync(app.makePath('../frontend/build/index.html'))
const month = DateTime.now().setZone('Europe/Berlin').startOf('month')
/** Billed is the month that is over; its invoices bear the date of today. */
const billed = month.minus({ months: 1 })

/** The operator's command line, as a process of its own. */
function kontor(...args: string[]): string {
  return execFileSync(process.execPath, ['ace.js', ...args], {
    cwd: app.makePath(),
    encoding: 'utf8',
  })
}

async function open(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return page
}

async function signIn(page: Page, path: string, email: string): Promise<void> {
  await page.goto(`${origin}${path}`)
  await page.getByLabel('E-Mail').first().fill(email)
  await page
    .getByLabel(/^Kennwort/)
    .first()
    .fill(PASSWORD)
  await page.keyboard.press('Enter')
}

async function signInToPortal(page: Page, path: string, email: string): Promise<void> {
  await page.goto(`${origin}${path}`)
  await page.getByRole('button', { name: 'Lieber mit Kennwort anmelden' }).click()
  await page.getByLabel('E-Mail').first().fill(email)
  await page
    .getByLabel(/^Kennwort/)
    .first()
    .fill(PASSWORD)
  await page.keyboard.press('Enter')
}

test.group('The story', () => {
  test('a mail becomes a ticket under an SLA, the ticket time, the month an invoice and a DATEV file', async ({
    assert,
    cleanup,
  }) => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    cleanup(() => browser.close())
    const folder = mkdtempSync(join(tmpdir(), 'kontor-story-'))

    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(
      tenant,
      'manager',
      'Steuerkanzlei Möller & Partner'
    )
    const stranger = await PortalCustomer.create(tenant, 'manager', 'Förde Logistik AG')
    const other = await TestTenant.create()
    await tenant.run(async () => {
      await billing.completeCompany()
      const item = await billing.makeItem('S-010', {
        name: 'Techniker remote',
        unit: 'HUR',
        price: '108',
      })
      await billing.makeWorkType(item)
      await db
        .from('accounts')
        .where('id', customer.accountId)
        .update({ debtor_number: 10001, vat_id: 'DE811569869' })
      await db.table('account_addresses').insert({
        account_id: customer.accountId,
        purpose: 'main',
        street: 'Holtenauer Straße 112',
        postcode: '24105',
        city: 'Kiel',
      })
      await db.table('invoice_recipients').insert({
        account_id: customer.accountId,
        kind: 'to',
        email: 'rechnung@kanzlei-moeller.test',
      })
      await billing.makeLine(await billing.makeContract(customer.accountId), item, {
        kind: 'hourly',
        unit_price: '108',
      })
    })

    // The mail file.
    writeFileSync(
      join(folder, 'mail.eml'),
      rawMail({ from: `Sabine Möller <${customer.email}>`, subject: 'VPN bricht ab' })
    )
    const [line] = kontor(
      'mail:ingest',
      join(folder, 'mail.eml'),
      '--tenant',
      tenant.slug,
      '--json'
    )
      .trim()
      .split('\n')
    const taken = JSON.parse(line)
    assert.equal(taken.outcome, 'created', line)

    // The ticket under its SLA, answered with the minutes in one act.
    const page = await open(browser)
    await signIn(page, '/sign-in', tenant.ownerEmail)
    await page.waitForURL(`**/${tenant.slug}**`)
    await page.goto(`${origin}/${tenant.slug}/tickets`)
    await page.getByText('VPN bricht ab').first().click()
    await page.getByRole('heading', { name: 'VPN bricht ab' }).waitFor()
    await page
      .getByText(/Arbeitszeit ab/)
      .first()
      .waitFor()
    await page.getByRole('textbox', { name: /Antwort/ }).fill('Die Verbindung ist wieder stabil.')
    await page.getByRole('textbox', { name: 'Arbeitszeit' }).fill('0:45')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Die Verbindung ist wieder stabil.').first().waitFor()
    const [entry] = await tenant.run(() => db.from('time_entries'))
    assert.equal(entry.worked_minutes, 45)
    // A month later, as far as the bill is concerned: the work lies in the month before.
    const day = billed.endOf('month').set({ hour: 10 }).startOf('hour')
    await tenant.run(() =>
      db.from('time_entries').update({
        started_at: day.toISO(),
        ended_at: day.plus({ minutes: 45 }).toISO(),
        work_date: day.toISODate(),
        approved_at: db.raw('app.now()'),
      })
    )

    // The month: issued on screen.
    await page.goto(`${origin}/${tenant.slug}/billing/runs/${billed.toFormat('yyyy-MM')}`)
    await page.getByText('Steuerkanzlei Möller & Partner').first().waitFor()
    await page.getByRole('button', { name: 'Eine Rechnung ausstellen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Ausstellen' }).click()
    await page
      .getByText(/ist ausgestellt|sind ausgestellt/)
      .first()
      .waitFor()
    await tenant.settle()
    const [document] = await tenant.run(() => db.from('documents').whereNotNull('issued_at'))
    assert.equal(document.net, 8100)

    // The PDF: what is printed and what is embedded say the same, and the official rules accept it.
    const owner = await tenant.signIn()
    const { bytes: pdf } = await owner.get(tenant.path(`documents/${document.number}/files/pdf`))
    assert.include(printedPages(pdf).join('\n'), document.number)
    assert.include(embeddedFile(pdf).text, `<ram:ID>${document.number}</ram:ID>`)
    writeFileSync(join(folder, 'invoice.pdf'), pdf)
    if (!validatorMissing) {
      const [verdict] = validate([{ ruleSet: 'facturx-pdf', path: join(folder, 'invoice.pdf') }])
      assert.isTrue(verdict.valid, JSON.stringify(verdict.errors))
    }

    // The accountant's file, read by code that is not the writer's.
    kontor(
      'export:datev',
      '--tenant',
      tenant.slug,
      '--from',
      month.toISODate()!,
      '--to',
      month.endOf('month').toISODate()!,
      '--out',
      join(folder, 'datev')
    )
    const files = readdirSync(join(folder, 'datev'))
    const batch = readExtf(
      readFileSync(
        join(
          folder,
          'datev',
          files.find((name) => name.startsWith('EXTF_Buchungsstapel'))!
        )
      )
    )
    const [booking] = batch.records.map(values)
    assert.deepEqual(
      [booking[1], booking[2], booking[7], booking[8], booking[11]],
      ['96,39', 'S', '10001', '8400', document.number]
    )
    assert.isTrue(files.some((name) => name.startsWith('EXTF_Debitoren')))

    // The customer sees the invoice; another customer and the other tenant see nothing.
    const portal = await open(browser)
    await signInToPortal(portal, `/portal/${tenant.slug}/sign-in`, customer.email)
    await portal.getByText(`Rechnung ${document.number}`).first().waitFor()
    const elsewhere = await open(browser)
    await signInToPortal(elsewhere, `/portal/${tenant.slug}/sign-in`, stranger.email)
    await elsewhere.getByText('Noch keine Rechnung').first().waitFor()
    assert.equal(await elsewhere.getByText(document.number).count(), 0)
    const outside = await other.signIn()
    assert.equal((await outside.get(tenant.path(`documents/${document.number}`))).status, 404)
    assert.lengthOf((await outside.get(other.path('documents'))).data, 0)
  })
    .timeout(300_000)
    .skip(missing, 'service missing: Chromium or the built frontend')
})
