import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

const ignitor = new Ignitor(new URL('../', import.meta.url), {
  importer: (path) =>
    import(path.startsWith('.') ? new URL(path, new URL('../', import.meta.url)).href : path),
})

ignitor
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listenIf(app.managedByPm2, 'SIGINT', () => app.terminate())
  })
  .ace()
  .configure(async (app) => {
    const { answerWrongUse } = await import('#core/wrong_use')
    const ace = await app.container.make('ace')
    ace.info.set('binary', 'npx kontor')
    answerWrongUse(ace)
  })
  .handle(process.argv.slice(2))
  .catch((error) => {
    process.exitCode = 1
    console.error(error)
  })
