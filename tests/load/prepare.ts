import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

/**
 * Fills the database of its environment, if it is empty, and sends its parent what the load needs: signed-in requests,
 * and the statements that the server itself ran for each of them.
 */
const backend = new URL('../../backend/', import.meta.url)
const [tenants, tickets] = process.argv.slice(2).map(Number)

new Ignitor(backend, {
  importer: (path) => import(path.startsWith('.') ? new URL(path, backend).href : path),
})
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
  })
  .testRunner()
  .run(async () => {
    const { default: testUtils } = await import('@adonisjs/core/services/test_utils')
    const { fillTenants } = await import('./bench_tenants.js')
    const { actionsOf } = await import('./actions.js')
    await testUtils.httpServer().start()
    const actions = await actionsOf(await fillTenants(tenants, tickets))
    process.send!(actions, () => process.exit())
  })
  .catch((error) => {
    console.error(error)
    // The server that was started here would keep the process alive.
    process.exit(1)
  })
