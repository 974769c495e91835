import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { chromium, type Browser, type Page } from 'playwright-core'
import { draftRun } from '#billing/billing_run'
import { issueRun } from '#billing/issue_run'
import { record } from '#core/events'
import * as billing from '../factories/billing_month.js'
import { PASSWORD, TestTenant } from '../support/tenant.js'

const CHROMIUM = '/usr/bin/chromium'
const origin = `http://${process.env.HOST}:${process.env.PORT}`
const canRun = existsSync(CHROMIUM) && existsSync(app.makePath('../frontend/build/index.html'))
/** Where pictures of the pages go, if someone wants to look at them. */
const shots = process.env.KONTOR_SHOTS

const LAST_MONTH = DateTime.now().startOf('month').minus({ months: 1 })
const BEFORE = LAST_MONTH.minus({ months: 1 })

const NAMES = [
  'Steuerkanzlei Möller & Partner mbB',
  'Hotel Strandhafer GmbH & Co. KG',
  'Bäckerei Hünefeld',
  'Zahnarztpraxis Dr. Großmann-Jürgensen',
  'Werft Süderelbe AG',
  'Autohaus Petersen',
  'Architekturbüro Öztürk',
  'Gärtnerei Lüdemann',
  'Ostsee Immobilien Verwaltungsgesellschaft mbH',
]

/** A month of a small house: hints of every kind, and many that are ready. */
async function seed(tenant: TestTenant): Promise<void> {
  const day = (number: number) => LAST_MONTH.set({ day: number }).toISODate()!
  const { accountId, ticketId, contractId, workTypeId } = await billing.makeMonth(tenant)
  await db.from('time_entries').delete()
  await billing.makeWork(tenant, ticketId, accountId, day(18), 165, {
    contract_id: contractId,
    work_type_id: workTypeId,
  })
  for (let device = 4; device < 10; device++)
    await billing.makeDevice(accountId, `NB-02${device}1`, { valid_from: day(14) })
  const town = await billing.makeAccount(10002, { name: 'Stadt Plön', kind: 'public_body' })
  const item = await billing.makeItem('CARE', { name: 'Managed Server', unit: 'MON' })
  await billing.makeLine(await billing.makeContract(town), item, { unit_price: '1180' })
  for (const [index, name] of NAMES.entries()) {
    const id = await billing.makeAccount(10003 + index, { name })
    const contract = await billing.makeContract(id)
    await billing.makeLine(contract, item, { unit_price: String(240 + index * 87.5) })
    if (index === 1) {
      const ticket = await billing.makeTicket(id, 2000, 'WLAN in Zimmer 12')
      await billing.makeWork(tenant, ticket, id, day(20), 255, {
        contract_id: contract,
        work_type_id: workTypeId,
        approved_at: null,
      })
    }
  }
}

async function signedIn(
  tenant: TestTenant,
  browser: Browser,
  size = { width: 1440, height: 900 }
): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  })
  await context.request.get(`${origin}/api/session`)
  const token = (await context.cookies()).find(({ name }) => name === 'XSRF-TOKEN')!.value
  const answer = await context.request.post(`${origin}/api/session`, {
    data: { email: tenant.ownerEmail, password: PASSWORD },
    headers: { 'x-xsrf-token': decodeURIComponent(token), 'accept': 'application/json' },
  })
  if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  return page
}

/** What axe finds on the page in both themes, and pictures of it. */
async function check(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.waitForTimeout(150)
    if (shots)
      await page.screenshot({
        path: `${shots}/billing-${name}-${page.viewportSize()!.width}-${theme}.png`,
      })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    found.push(...violations.map(({ id, nodes }) => `${name} ${theme}: ${id} ${nodes[0].html}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

test.group('Billing on the screen', (group) => {
  let browser: Browser

  group.setup(async () => {
    if (!canRun) return () => {}
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    return () => browser.close()
  })

  test('a month is checked, issued, sent and handed over', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => seed(tenant))
    await tenant.run(() => draftRun(BEFORE.toFormat('yyyy-MM')), LAST_MONTH.set({ day: 2 }))
    await tenant.run(() => issueRun(BEFORE.toFormat('yyyy-MM'), null), LAST_MONTH.set({ day: 2 }))
    const page = await signedIn(tenant, browser)
    const problems: string[] = []

    await page.goto(`${origin}/${tenant.slug}/billing`)
    await page.getByRole('heading', { name: /Abrechnungslauf/ }).waitFor()
    await page.getByRole('button', { name: 'Erklärung zu Förde Logistik AG' }).click()
    await page.getByText('NB-0231', { exact: false }).first().waitFor()
    await page.getByText(/Ticket 1029, Olga Owner/).waitFor()
    problems.push(...(await check(page, 'run')))

    await page.getByRole('button', { name: 'Zurückstellen' }).click()
    await page.getByText('Förde Logistik AG ist zurückgestellt').waitFor()
    await page.getByRole('button', { name: '9 Rechnungen ausstellen' }).click()
    problems.push(...(await check(page, 'issue-dialog')))
    await page.getByRole('alertdialog').getByRole('button', { name: 'Ausstellen' }).click()
    await page.getByText('9 Rechnungen sind ausgestellt').waitFor()
    await tenant.settle()
    problems.push(...(await check(page, 'issued')))

    await page.getByRole('button', { name: '9 versenden' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Versenden' }).click()
    await page.getByText('9 Rechnungen gehen hinaus').waitFor()
    await tenant.settle()
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails').where('kind', 'document')), 9)

    await page.getByRole('link', { name: 'Rechnungen', exact: true }).click()
    await page.getByRole('heading', { name: 'Rechnungen' }).waitFor()
    await page.getByText('Bäckerei Hünefeld').first().waitFor()
    problems.push(...(await check(page, 'documents')))
    await page.getByRole('link', { name: `${DateTime.now().year}-0012` }).click()
    await page.getByRole('heading', { name: /Rechnung 20/ }).waitFor()
    await page.locator('iframe').waitFor()
    problems.push(...(await check(page, 'document')))
    await page.getByRole('button', { name: 'Mehr' }).click()
    await page.getByRole('menuitem', { name: 'Stornieren' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stornieren' }).click()
    await page.getByText('Storniert durch').waitFor()

    await page.goto(`${origin}/${tenant.slug}/billing/exports`)
    for (const [label, value] of [
      ['Von', LAST_MONTH.toFormat('01.MM.yyyy')],
      ['Bis', DateTime.now().toFormat('dd.MM.yyyy')],
    ]) {
      await page.getByLabel(label).first().fill(value)
    }
    await page.getByRole('button', { name: 'Übergabe erstellen' }).click()
    await page.getByText(/Belege in \d+ Dateien/).waitFor()
    await page.getByRole('button', { name: 'Übergabe erstellen' }).click()
    await page.getByText(/waren schon übergeben/).waitFor()
    problems.push(...(await check(page, 'exports')))
    assert.deepEqual(problems, [])
  })
    .timeout(180_000)
    .skip(!canRun, 'Chromium or the built frontend is missing')

  test('a free invoice is typed with the keyboard', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      await seed(tenant)
      // Customers are found through the search, which listens to events.
      for (const { id } of await db.from('accounts').select('id'))
        await record({ type: 'account.created', subject: { type: 'account', id } })
    })
    await tenant.settle()
    const page = await signedIn(tenant, browser)
    await page.goto(`${origin}/${tenant.slug}/billing/documents/new`)
    await page.getByLabel('Kunde').fill('Bäckerei')
    await page.getByRole('option', { name: /Hünefeld/ }).click()
    await page.getByLabel('Betreff').fill('Hardware für die Backstube')
    const line = (position: number) => page.getByRole('group', { name: `Position ${position}` })
    await line(1).getByLabel('Leistung').fill('Etikettendrucker')
    await line(1).getByLabel('Einzelpreis').fill('249,95')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Einrichtung')
    await line(2).getByLabel('Menge').fill('1,5')
    await line(2).getByLabel('Einzelpreis').fill('96')
    await page.keyboard.press('ArrowUp')
    assert.equal(
      await line(1)
        .getByLabel('Einzelpreis')
        .evaluate((element) => element === document.activeElement),
      true
    )
    const problems = await check(page, 'editor')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'Rechnungsentwurf' }).waitFor()
    await page.getByText('393,95').first().waitFor()
    problems.push(...(await check(page, 'draft')))
    await page.getByRole('button', { name: 'Ausstellen' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Ausstellen' }).click()
    await page.getByRole('heading', { name: /Rechnung 20\d\d-0001/ }).waitFor()
    assert.deepEqual(problems, [])
  })
    .timeout(120_000)
    .skip(!canRun, 'Chromium or the built frontend is missing')

  test('on a phone nothing is cut off', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => seed(tenant))
    const page = await signedIn(tenant, browser, { width: 390, height: 844 })
    const problems: string[] = []
    for (const [name, path] of [
      ['run', 'billing'],
      ['documents', 'billing/documents'],
      ['editor', 'billing/documents/new'],
      ['exports', 'billing/exports'],
    ]) {
      await page.goto(`${origin}/${tenant.slug}/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (name === 'run')
        await page.getByRole('button', { name: 'Erklärung zu Förde Logistik AG' }).click()
      problems.push(...(await check(page, name)))
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      )
      assert.equal(overflow, 0, `${name} scrolls sideways`)
    }
    assert.deepEqual(problems, [])
  })
    .timeout(120_000)
    .skip(!canRun, 'Chromium or the built frontend is missing')
})
