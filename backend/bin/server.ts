import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

const root = new URL('../', import.meta.url)

new Ignitor(root, {
  importer: (path) => import(path.startsWith('.') ? new URL(path, root).href : path),
})
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    const stop = async () => {
      const { liveHub } = await import('#core/live_hub')
      await liveHub.close()
      await app.terminate()
    }
    app.listen('SIGTERM', stop)
    app.listen('SIGINT', stop)
  })
  .httpServer()
  .start()
  .then(() => process.send?.('ready'))
  .catch((error) => {
    process.exitCode = 1
    console.error(error)
  })

// The launcher is gone, even by kill -9: a server without it would hold the port against the next start.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
