import { BaseCommand } from '@adonisjs/core/ace'
import { bus } from '#core/bus_service'
import { work } from '#core/worker'

export default class Work extends BaseCommand {
  static commandName = 'work'
  static description = 'Run the worker: relay, timers, consumers'
  static options = { startApp: true, staysAlive: true }

  async run() {
    const { default: consumers } = await import('#start/consumers')
    const { default: rounds } = await import('#start/rounds')
    consumers()
    rounds()
    const stopping = new AbortController()
    const stop = () => stopping.abort()
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    // The launcher is gone, even by kill -9: see bin/server.ts.
    process.once('disconnect', stop)
    process.send?.('ready')
    await work(bus, stopping.signal)
    await this.terminate()
  }
}
