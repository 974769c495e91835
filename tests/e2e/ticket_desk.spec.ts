import { existsSync } from 'node:fs'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { chromium, type Page } from 'playwright-core'
import * as billing from '../factories/billing_month.js'
import { PASSWORD, TestTenant } from '../support/tenant.js'
import { makeMailbox } from '../support/ticket.js'

const CHROMIUM = '/usr/bin/chromium'
const origin = `http://${process.env.HOST}:${process.env.PORT}`
const missing = !existsSync(CHROMIUM) || !existsSync(app.makePath('../frontend/build/index.html'))
const SKIPPED = 'service missing: Chromium or the built frontend'

async function openPage(cleanup: (work: () => Promise<void>) => void): Promise<Page> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  cleanup(() => browser.close())
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return page
}

/** A desk with one customer who calls, and the technician signed in before it. */
async function sitDown(cleanup: (work: () => Promise<void>) => void) {
  const tenant = await TestTenant.create()
  await makeMailbox(tenant)
  const owner = await tenant.signIn()
  const { number: account } = (
    await owner.post(tenant.path('accounts'), { name: 'Steuerkanzlei Möller & Partner' })
  ).data
  await owner.post(tenant.path('contacts'), {
    givenName: 'Sabine',
    familyName: 'Möller',
    emails: ['s.moeller@kanzlei-moeller.test'],
    phones: [{ number: '+494312291841', kind: 'work' }],
    accounts: [{ number: account, isPrimary: true }],
  })
  const contactId = (await tenant.run(() => db.from('contacts').firstOrFail())).id as string
  await tenant.settle()
  const technician = await tenant.addMember('technician', 'Anna Jessen')
  const page = await openPage(cleanup)
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-Mail').first().fill(technician.email)
  await page
    .getByLabel(/^Kennwort/)
    .first()
    .fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/${tenant.slug}**`)
  const openTicket = async () => {
    const { number } = (
      await owner.post(tenant.path('tickets'), {
        subject: 'VPN bricht ab',
        channel: 'mail',
        text: 'Seit heute früh.',
        accountNumber: account,
        contactId,
      })
    ).data
    await page.goto(`${origin}/${tenant.slug}/tickets/${number}`)
    await page.getByRole('heading', { name: 'VPN bricht ab' }).waitFor()
    return number as number
  }
  return { tenant, page, technician, account, openTicket }
}

test.group('The ticket desk', () => {
  for (const caller of ['0431 22 91 841', 'Möller'])
    test(`a call takes three steps: c, "${caller}", subject`, async ({ assert, cleanup }) => {
      const { tenant, page, technician } = await sitDown(cleanup)
      await page.getByRole('main').waitFor()
      await page.keyboard.press('c')
      await page.getByRole('dialog').getByRole('combobox').first().waitFor()
      await page.keyboard.type(caller)
      await page.getByRole('option', { name: /Sabine Möller/ }).waitFor()
      if (caller === 'Möller') await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: 'Betreff' }).and(page.locator(':focus')).waitFor()
      await page.keyboard.type('Drucker streikt')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Drucker streikt' }).waitFor()
      const [ticket] = await tenant.run(() => db.from('tickets'))
      assert.deepEqual(
        [ticket.channel, ticket.assignee_id, ticket.account_id !== null],
        ['phone', technician.id, true]
      )
      await page
        .getByRole('button', { name: /Timer|0:0/ })
        .first()
        .waitFor()
      const [timer] = await tenant.run(() => db.from('work_timers'))
      assert.isNotNull(timer.running_since)
    })
      .timeout(120_000)
      .skip(missing, SKIPPED)

  test('items are added by search, changed and removed, and removal is undone', async ({
    assert,
    cleanup,
  }) => {
    const { tenant, page, openTicket } = await sitDown(cleanup)
    await tenant.run(() => billing.makeItem('KABEL', { name: 'DisplayPort-Kabel', price: '24.9' }))
    const items = () => tenant.run(() => db.from('ticket_items'))
    await openTicket()
    await page.keyboard.press('i')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').waitFor()
    await page.keyboard.type('display')
    await page.getByRole('option', { name: /DisplayPort-Kabel/ }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByRole('textbox', { name: 'Menge' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('0')
    await page.keyboard.press('Enter')
    await dialog.getByText('Die Menge darf nicht null sein.').waitFor()
    await dialog.getByRole('textbox', { name: 'Menge' }).fill('2,5')
    await page.keyboard.press('Enter')
    const line = page.getByRole('button', { name: /Bearbeiten: .*DisplayPort-Kabel/ })
    await line.getByText('62,25 €').waitFor()

    await line.click()
    await dialog.getByRole('textbox', { name: /Text auf der Rechnung/ }).fill('Kabel mit Einbau')
    await page.keyboard.press('Enter')
    await page.getByText('Kabel mit Einbau').waitFor()
    await page.getByRole('button', { name: 'DisplayPort-Kabel entfernen' }).click()
    await page.getByText('DisplayPort-Kabel ist entfernt').waitFor()
    assert.lengthOf(await items(), 0)
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await page.getByText('Kabel mit Einbau').waitFor()
    const [item] = await items()
    assert.deepEqual([item.quantity, item.unit_price], ['2.500000', '24.900000'])
  })
    .timeout(120_000)
    .skip(missing, SKIPPED)

  test('what was sent and what was only booked can be taken back', async ({ assert, cleanup }) => {
    const { tenant, page, openTicket } = await sitDown(cleanup)
    await openTicket()
    const ticket = () => tenant.run(() => db.from('tickets').firstOrFail())
    const undo = page.getByRole('button', { name: 'Rückgängig' })
    await page.getByRole('textbox', { name: /Antwort/ }).fill('Bitte neu starten.')
    await page.keyboard.press('Control+Enter')
    await undo.last().click()
    await page.getByText('Nicht zugewiesen').first().waitFor()
    assert.isNull((await ticket()).assignee_id)
    await page.getByRole('textbox', { name: /Antwort/ }).fill('')

    const minutes = page.getByRole('textbox', { name: 'Arbeitszeit' })
    await minutes.fill('-15')
    await page.keyboard.press('Control+Enter')
    const problem = page.getByRole('alert').filter({ hasText: '1:30' })
    await problem.waitFor()
    await minutes.fill('0:20')
    await problem.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByText('Bisher 0:20 h gearbeitet').waitFor()
    await undo.last().click()
    await page.getByText('Bisher 0:20 h gearbeitet').waitFor({ state: 'detached' })
    assert.lengthOf(await tenant.run(() => db.from('time_entries')), 0)
  })
    .timeout(120_000)
    .skip(missing, SKIPPED)

  test('the palette takes what is typed while its code is on the way', async ({
    assert,
    cleanup,
  }) => {
    const { page, openTicket } = await sitDown(cleanup)
    await openTicket()
    await page.getByRole('textbox', { name: /Antwort/ }).fill('Guten Tag')
    await page.route('**/*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('maix')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('l')
    const input = page.locator('[data-slot=command-palette] input')
    await input.waitFor()
    await page.keyboard.type('s')
    assert.equal(await input.inputValue(), 'mails')
    assert.equal(await page.locator('textarea').first().inputValue(), 'Guten Tag')
  })
    .timeout(120_000)
    .skip(missing, SKIPPED)

  test('a page without permission says so in place, and no door leads there', async ({
    assert,
    cleanup,
  }) => {
    const { tenant, page, openTicket, account } = await sitDown(cleanup)
    const owner = await tenant.signIn()
    const contract = (
      await owner.post(tenant.path('contracts'), {
        accountNumber: account,
        name: 'Rundum sorglos',
        startsOn: '2026-01-01',
      })
    ).data.number
    const number = await openTicket()
    assert.isNotNull((await owner.get(tenant.path(`tickets/${number}`))).data.contract)
    await page.keyboard.press('g')
    await page.getByRole('dialog').getByText('Steuerkanzlei Möller & Partner').first().waitFor()
    assert.equal(await page.getByRole('dialog').getByText('Rundum sorglos').count(), 0)
    for (const path of [
      `contracts/${contract}`,
      'contracts',
      'billing',
      'billing/runs/2026-10',
      'billing/documents/new',
      'billing/exports',
      'settings/company',
      'settings/invoicing',
    ]) {
      await page.goto(`${origin}/${tenant.slug}/${path}`)
      await page.getByRole('heading', { name: 'Dafür fehlt Ihnen die Berechtigung' }).waitFor()
      await page.getByRole('navigation').first().waitFor()
    }
    // And when it is not loaded anew, but followed from a page.
    await page.goto(`${origin}/${tenant.slug}/tickets/${number}`)
    await page.getByRole('heading', { name: 'VPN bricht ab' }).waitFor()
    await page.evaluate((href) => {
      const link = document.createElement('a')
      link.href = href
      document.querySelector('main')!.append(link)
      link.click()
    }, `/${tenant.slug}/contracts/${contract}`)
    await page.getByRole('heading', { name: 'Dafür fehlt Ihnen die Berechtigung' }).waitFor()
    assert.equal(await page.getByRole('heading', { name: 'VPN bricht ab' }).count(), 0)
  })
    .timeout(180_000)
    .skip(missing, SKIPPED)

  test('the portal’s door keeps the address when the way in is changed', async ({
    assert,
    cleanup,
  }) => {
    const tenant = await TestTenant.create()
    const page = await openPage(cleanup)
    await page.goto(`${origin}/portal/${tenant.slug}/sign-in`)
    const email = page.getByRole('textbox', { name: 'E-Mail' })
    await email.fill('s.moeller@kanzlei-moeller.test')
    await page.getByRole('button', { name: 'Lieber mit Kennwort anmelden' }).click()
    await page
      .getByLabel(/^Kennwort/)
      .first()
      .waitFor()
    assert.equal(await email.inputValue(), 's.moeller@kanzlei-moeller.test')
  })
    .timeout(60_000)
    .skip(missing, SKIPPED)
})
