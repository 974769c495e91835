import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/places.js'

const CHROMIUM = '/usr/bin/chromium'
/** After this time without a request the page has all it asks for. */
const QUIET_MILLISECONDS = 1500

/**
 * The requests to the API with which a ticket opens from the list, in a real browser with the session of `request`;
 * null where there is no Chromium or no built frontend.
 */
export async function requestsToOpen(origin, { path, headers }) {
  if (!existsSync(CHROMIUM) || !existsSync(join(root, 'frontend', 'build', 'index.html')))
    return null
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    const context = await browser.newContext({ locale: 'de-DE' })
    const cookies = headers.cookie.split('; ').map((pair) => pair.split(/=(.*)/s))
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: origin })))
    const page = await context.newPage()
    let asked = []
    let last = Date.now()
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (!pathname.startsWith('/api/')) return
      asked.push(`${request.method()} ${pathname}`)
      last = Date.now()
    })
    const quiet = async () => {
      while (Date.now() - last < QUIET_MILLISECONDS) await page.waitForTimeout(100)
    }
    const slug = path.split('/')[2]
    await page.goto(`${origin}/${slug}/tickets`)
    const ticket = page.locator(`a[href^="/${slug}/tickets/"]`).first()
    await ticket.waitFor()
    await quiet()
    asked = []
    await ticket.click()
    await page.waitForURL(/\/tickets\/\d+/)
    last = Date.now()
    await quiet()
    return asked
  } finally {
    await browser.close()
  }
}
