import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findings } from './page_findings.js'
import { dataFolder, root } from './places.js'
import { Processes } from './processes.js'

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const SCHEMES = ['light', 'dark']
const folder = join(root, 'screenshots')
const { logins, pages } = JSON.parse(readFileSync(new URL('pages.json', import.meta.url), 'utf8'))

/**
 * Photographs the pages of pages.json (or those whose name holds one of `filters`) of a demo of its own, wide and as a
 * phone, light and dark, and looks for what a machine can see. Returns 1 if it found something.
 */
export async function takeScreenshots(filters) {
  const wanted = pages.filter(
    ({ name }) => filters.length === 0 || filters.some((filter) => name.includes(filter))
  )
  mkdirSync(folder, { recursive: true })
  // More than the launcher of the demo gives its own.
  const processes = new Processes(console.log, { grace: 30_000 })
  const { address, demo } = await startDemo(processes)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  })
  let found = 0
  try {
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const scheme of SCHEMES) {
        const options = {
          baseURL: address,
          viewport,
          colorScheme: scheme,
          locale: 'de-DE',
          timezoneId: 'Europe/Berlin',
        }
        const contexts = new Map()
        for (const page of wanted) {
          if (!contexts.has(page.as))
            contexts.set(page.as, await signedIn(browser, options, page.as, demo))
          const file = `${page.name}-${size}-${scheme}.png`
          const problems = await visit(contexts.get(page.as), page, join(folder, file))
          found += problems.length
          console.log(`${problems.length === 0 ? '✔' : '✖'} ${file}`)
          for (const problem of problems) console.log(`    ${problem}`)
        }
        for (const context of contexts.values()) await context.close()
      }
    }
  } finally {
    await browser.close()
    await processes.stop()
  }
  console.log(`\n${wanted.length * 4} screenshots in screenshots/, ${found} findings`)
  return found === 0 ? 0 : 1
}

/** A fresh demo on a port of its own; what an earlier run left is thrown away. */
async function startDemo(processes) {
  const data = join(dataFolder(), 'screenshots')
  rmSync(data, { recursive: true, force: true })
  const { address } = await processes.keep('demo', [join(root, 'scripts/start.js')], {
    cwd: root,
    env: { ...process.env, KONTOR_DATA_DIR: data, KONTOR_PORT: '3400', DATABASE_URL: '' },
  })
  return { address, demo: JSON.parse(readFileSync(join(data, 'demo_logins.json'), 'utf8')) }
}

/** A browser in which the named login of pages.json has signed in; without one a stranger's. */
async function signedIn(browser, options, as, demo) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' })
  if (!as) return context
  const { email, at, first } = logins[as]
  const page = await context.newPage()
  await page.goto(at)
  if (first) await page.getByText(first).click()
  await page.locator('input[type=email]').fill(email)
  await page
    .locator('input[type=password]')
    .fill(demo.find((login) => login.email === email).password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== at)
  await page.close()
  return context
}

async function visit(context, { path, follow }, file) {
  const page = await context.newPage()
  const problems = []
  // A refused request is a page's own business; it shows what it got.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('response', (answer) => {
    if (answer.status() >= 500) problems.push(`${answer.status()}: ${answer.url()}`)
  })
  try {
    await page.goto(path)
    await settled(page)
    if (follow) {
      await page.goto(await page.locator(follow).first().getAttribute('href', { timeout: 5000 }))
      await settled(page)
    }
    await page.screenshot({ path: file, animations: 'disabled' })
    problems.push(...(await findings(page)))
  } catch (error) {
    problems.push(`visit: ${error.message.split('\n')[0]}`)
  } finally {
    await page.close()
  }
  return problems
}

/** When the title is there, nothing is loading any more and the letters have their shapes. */
async function settled(page) {
  await page.locator('h1').first().waitFor()
  // The gallery shows a part that waits for ever.
  const loaded = page.waitForFunction(() => !document.querySelector('[aria-busy=true]'), null, {
    timeout: 5000,
  })
  await loaded.catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
}
