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
    const worked = work(bus, stopping.signal)
    // What is being worked on needs its connections to the end.
    this.app.terminating(() => {
      stopping.abort()
      return worked
    })
    const stop = () => stopping.abort()
    process.once('SIGINT', stop)
    // The launcher is gone, even by kill -9: see bin/server.ts.
    process.once('disconnect', stop)
    process.send?.('ready')
    await worked
    await this.terminate()
  }
}
