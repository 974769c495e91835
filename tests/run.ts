import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'
import { assert } from '@japa/assert'
import { configure, run } from '@japa/runner'
import { reporter } from './reporter.ts'

/** One process of the test run: the files named by its arguments, against the database of its environment. */
const files = process.argv.slice(2)
const backend = new URL('../backend/', import.meta.url)

new Ignitor(backend, {
  importer: (path) => import(path.startsWith('.') ? new URL(path, backend).href : path),
})
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
  })
  .testRunner()
  .configure(async () => {
    const { default: testUtils } = await import('@adonisjs/core/services/test_utils')
    const { default: consumers } = await import('#start/consumers')
    configure({
      files: () => files.map((file) => new URL(`../${file}`, import.meta.url)),
      plugins: [assert()],
      reporters: { activated: [reporter.name], list: [reporter] },
      timeout: 60_000,
      forceExit: true,
      setup: [() => consumers(), () => testUtils.httpServer().start()],
    })
  })
  .run(() => run())
  .catch((error) => {
    process.exitCode = 1
    console.error(error)
  })
