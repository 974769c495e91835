import { existsSync } from 'node:fs'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { chromium, type Page } from 'playwright-core'
import * as billing from '../factories/billing_month.js'
import { addContract, contractHouse, flat, hourly } from '../factories/contract.js'
import { PASSWORD, type TestTenant } from '../support/tenant.js'

const CHROMIUM = '/usr/bin/chromium'
const origin = `http://${process.env.HOST}:${process.env.PORT}`
const missing = !existsSync(CHROMIUM) || !existsSync(app.makePath('../frontend/build/index.html'))

async function house() {
  const { tenant, client, customer } = await contractHouse()
  const number = await addContract(client, tenant, customer.number)
  await tenant.run(async () => {
    await billing.completeCompany()
    await db.table('account_addresses').insert({
      account_id: customer.id,
      purpose: 'main',
      street: 'Hafenstraße 7',
      postcode: '24937',
      city: 'Flensburg',
    })
  })
  await client.put(tenant.path(`contracts/${number}/lines`), { version: 1, lines: [flat, hourly] })
  return { tenant, client, number }
}

async function open(tenant: TestTenant, path: string) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-Mail').first().fill(tenant.ownerEmail)
  await page
    .getByLabel(/^Kennwort/)
    .first()
    .fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/${tenant.slug}`)
  await page.goto(`${origin}/${tenant.slug}/${path}`)
  return { browser, page }
}

const invoice = (page: Page) => page.getByRole('complementary', { name: /Rechnung/ })

test.group('The contract editor', () => {
  test('shows the invoice of what is typed, and says in place what is wrong', async ({
    assert,
    cleanup,
  }) => {
    const { tenant, client, number } = await house()
    const { browser, page } = await open(tenant, `contracts/${number}`)
    cleanup(() => browser.close())
    await invoice(page).getByText('118,77 €').waitFor()
    const price = page.locator('[data-cell=price] input').first()
    await price.fill('60,125')
    await invoice(page).getByText('143,10 €').waitFor()
    await invoice(page).locator('summary').first().click()
    await invoice(page).getByText('2 × 60,125 €').waitFor()

    const end = page.locator('[data-cell=to] input').first()
    await end.fill('01.01.2020')
    await end.press('Tab')
    await page.getByText('Die Position kann nicht vor ihrem Beginn enden.').waitFor()
    assert.isTrue(await invoice(page).getByText('143,10 €').isVisible())
    await end.fill('')
    await end.press('Tab')
    await page
      .getByText('Die Position kann nicht vor ihrem Beginn enden.')
      .waitFor({ state: 'hidden' })

    const { lines } = (await client.get(tenant.path(`contracts/${number}`))).data
    assert.equal(lines[0].unitPrice, '49.905')
  }).skip(missing, 'no browser or no built pages')

  test('two people who save: what they changed apart stays, and of the rest one chooses by field', async ({
    assert,
    cleanup,
  }) => {
    const { tenant, client, number } = await house()
    const { browser, page } = await open(tenant, `contracts/${number}`)
    cleanup(() => browser.close())
    await page.getByRole('button', { name: 'Vertrag bearbeiten' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Bezeichnung').fill('Rundum (meins)')
    await form.getByLabel(/^Notiz/).fill('Von mir')
    await form.getByLabel(/^Kostenstelle/).fill('4711')
    await client.patch(tenant.path(`contracts/${number}`), {
      version: 2,
      name: 'Rundum (ihres)',
      note: 'Von ihr',
      poReference: 'PO-9',
    })
    await tenant.settle()
    await page.getByRole('heading', { name: 'Rundum (ihres)', includeHidden: true }).waitFor()

    await form.getByRole('button', { name: 'Speichern' }).click()
    const conflict = page.getByRole('dialog', { name: 'Jemand war schneller' })
    await conflict.waitFor()
    const names = await conflict.locator('legend').allTextContents()
    assert.deepEqual(names, ['Bezeichnung', 'Notiz'])
    await conflict
      .getByRole('group', { name: 'Notiz' })
      .getByLabel(/Von ihr/)
      .check()
    await conflict.getByRole('button', { name: 'Auswahl speichern' }).click()
    await page.getByRole('heading', { name: 'Rundum (meins)' }).waitFor()
    const { data } = await client.get(tenant.path(`contracts/${number}`))
    assert.containSubset(data, {
      name: 'Rundum (meins)',
      note: 'Von ihr',
      costCentre: '4711',
      poReference: 'PO-9',
    })
  }).skip(missing, 'no browser or no built pages')

  test('two people who save lines keep both, and choose where they changed the same line', async ({
    assert,
    cleanup,
  }) => {
    const { tenant, client, number } = await house()
    const { browser, page } = await open(tenant, `contracts/${number}`)
    cleanup(() => browser.close())
    await invoice(page).getByText('118,77 €').waitFor()
    const { lines } = (await client.get(tenant.path(`contracts/${number}`))).data
    const [first, second] = lines
    const theirs = (price: string, more: object[] = []) => [
      { ...flat, id: first.id, unitPrice: price },
      { ...hourly, id: second.id },
      ...more,
    ]
    await page.locator('[data-cell=price] input').nth(1).fill('99')
    await client.put(tenant.path(`contracts/${number}/lines`), {
      version: 2,
      lines: theirs('55', [{ ...flat, unitPrice: '7' }]),
    })
    await page.getByRole('button', { name: /Positionen speichern/ }).click()
    await page.getByText('Die Positionen sind gespeichert').waitFor()
    const prices = async () =>
      (await client.get(tenant.path(`contracts/${number}`))).data.lines.map(
        (line: { unitPrice: string }) => line.unitPrice
      )
    assert.deepEqual(await prices(), ['55', '99', '7'])

    await page.locator('[data-cell=price] input').first().fill('61')
    const { version } = (await client.get(tenant.path(`contracts/${number}`))).data
    await client.put(tenant.path(`contracts/${number}/lines`), { version, lines: theirs('62') })
    await page.getByRole('button', { name: /Positionen speichern/ }).click()
    const conflict = page.getByRole('dialog', { name: 'Jemand war schneller' })
    await conflict.getByText(/62 €/).waitFor()
    const saved = page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.ok()
    )
    await conflict.getByRole('button', { name: 'Auswahl speichern' }).click()
    await saved
    assert.deepEqual(await prices(), ['61', '95'])
  }).skip(missing, 'no browser or no built pages')
})

test.group('A ticket that two people edit', () => {
  test('shows both subjects, also where the other one is on screen already', async ({
    assert,
    cleanup,
  }) => {
    const { tenant } = await house()
    const owner = await tenant.signIn()
    const { number } = (
      await owner.post(tenant.path('tickets'), { subject: 'Drucker', channel: 'phone' })
    ).data
    const { browser, page } = await open(tenant, `tickets/${number}`)
    cleanup(() => browser.close())
    await page.getByRole('button', { name: 'Drucker', exact: true }).click()
    await page.getByRole('textbox', { name: 'Betreff' }).fill('Drucker im Lager')
    const { version } = (await owner.get(tenant.path(`tickets/${number}`))).data
    await owner.patch(tenant.path(`tickets/${number}`), { version, subject: 'Drucker am Empfang' })
    await tenant.settle()
    await page.getByRole('heading', { name: 'Drucker am Empfang' }).waitFor()
    await page.keyboard.press('Enter')
    const conflict = page.getByRole('dialog', { name: 'Jemand war schneller' })
    await conflict.getByText('Drucker am Empfang').waitFor()
    await conflict.getByLabel(/Drucker am Empfang/).check()
    await conflict.getByRole('button', { name: 'Auswahl speichern' }).click()
    await conflict.waitFor({ state: 'hidden' })
    const { data } = await owner.get(tenant.path(`tickets/${number}`))
    assert.equal(data.subject, 'Drucker am Empfang')
  }).skip(missing, 'no browser or no built pages')
})
