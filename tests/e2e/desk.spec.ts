import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { chromium, type Browser, type Page } from 'playwright-core'
import { PASSWORD, TestTenant } from '../support/tenant.js'

const CHROMIUM = '/usr/bin/chromium'
const origin = `http://${process.env.HOST}:${process.env.PORT}`
const missing = !existsSync(CHROMIUM) || !existsSync(app.makePath('../frontend/build/index.html'))

async function open(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return page
}

async function signIn(page: Page, tenant: TestTenant): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-Mail').first().fill(tenant.ownerEmail)
  await page
    .getByLabel(/^Kennwort/)
    .first()
    .fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/${tenant.slug}**`)
}

test.group('The service desk’s settings', () => {
  test('a queue is made, refused in place, ordered, archived and taken back, and a macro names it', async ({
    assert,
    cleanup,
  }) => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    cleanup(() => browser.close())
    const page = await open(browser)
    const tenant = await TestTenant.create()
    await signIn(page, tenant)
    const settings = async (path: string, heading: string) => {
      await page.goto(`${origin}/${tenant.slug}/settings/${path}`)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    }
    const clean = async () =>
      assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations, [])
    const dialog = page.getByRole('dialog')
    const row = (name: string) => page.getByRole('row', { name })

    await settings('queues', 'Bereiche')
    await clean()
    await page.getByRole('button', { name: 'Neuer Bereich' }).click()
    await dialog.getByLabel('Name', { exact: true }).fill('Personal')
    await dialog.getByRole('checkbox', { name: /Nur für bestimmte Personen/ }).check()
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    await dialog.getByText('Bitte wählen Sie mindestens eine Person.').waitFor()
    await clean()
    await dialog.getByRole('checkbox', { name: 'Olga Owner' }).check()
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    await row('Personal').waitFor()
    assert.include(await row('Personal').innerText(), 'Olga Owner')

    await page.getByRole('button', { name: 'Reihenfolge' }).click()
    await dialog.getByRole('button', { name: 'Personal nach oben' }).click()
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Personal nach oben',
      'the next press moves the same row on'
    )
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.locator('tbody tr:first-child', { hasText: 'Personal' }).waitFor()

    await settings('macros', 'Makros')
    await page.getByRole('button', { name: 'Neues Makro' }).first().click()
    await dialog.getByLabel('Name', { exact: true }).fill('An Personal')
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    await dialog.getByText('Ein Makro muss etwas tun').waitFor()
    await dialog.getByLabel('Bereich').selectOption({ label: 'Personal' })
    await dialog.getByRole('button', { name: 'Speichern' }).click()
    await row('An Personal').waitFor()
    await clean()

    await settings('queues', 'Bereiche')
    await row('Personal').click()
    await dialog.getByRole('button', { name: 'Archivieren' }).click()
    await page.getByText('Das Makro „An Personal“ verschiebt Tickets in diesen Bereich.').waitFor()

    await settings('macros', 'Makros')
    await row('An Personal').click()
    await dialog.getByRole('button', { name: 'Löschen' }).click()
    await page.getByText('Noch keine Makros').waitFor()
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await row('An Personal').waitFor()
  }).skip(missing, 'Chromium or the built frontend is missing')

  test('another’s change shows by itself, and what is archived stays readable on a ticket', async ({
    assert,
    cleanup,
  }) => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    cleanup(() => browser.close())
    const page = await open(browser)
    const tenant = await TestTenant.create()
    const colleague = await tenant.signIn()
    const status = { name: 'Wartet auf Rückruf', nameEn: 'Waiting for a call' }
    const { id } = (
      await colleague.post(tenant.path('ticket-statuses'), {
        ...status,
        category: 'pending',
        waitingFor: 'customer',
      })
    ).data
    const { number } = (
      await colleague.post(tenant.path('tickets'), { subject: 'VPN', channel: 'phone' })
    ).data
    await colleague.put(tenant.path(`tickets/${number}/status`), { statusId: id })

    await signIn(page, tenant)
    await page.goto(`${origin}/${tenant.slug}/settings/statuses`)
    const row = page.getByRole('row', { name: status.name })
    await row.waitFor()
    await page.waitForTimeout(1000)
    await colleague.post(tenant.path(`ticket-statuses/${id}/archival`))
    await tenant.settle()
    await row.getByText('Archiviert').waitFor()
    assert.deepEqual((await new AxeBuilder({ page }).analyze()).violations, [])

    const archived = row.getByText('Archiviert')
    await row.click()
    await page.getByRole('button', { name: 'Wieder anbieten' }).click()
    await archived.waitFor({ state: 'detached' })
    await row.click()
    await page.getByRole('button', { name: 'Archivieren' }).click()
    await archived.waitFor()
    await page.getByRole('button', { name: 'Rückgängig' }).click()
    await archived.waitFor({ state: 'detached' })
    await colleague.post(tenant.path(`ticket-statuses/${id}/archival`))

    await page.goto(`${origin}/${tenant.slug}/tickets/${number}`)
    const head = page.getByRole('button', { name: /^Status:/ })
    await head.waitFor()
    assert.include(await head.innerText(), status.name)
    await head.click()
    await page
      .getByRole('menuitemcheckbox', { name: 'In Arbeit' })
      .or(page.getByRole('menuitem', { name: 'In Arbeit' }))
      .first()
      .waitFor()
    assert.equal(await page.getByRole('menu').getByText(status.name).count(), 0)
  }).skip(missing, 'Chromium or the built frontend is missing')
})
