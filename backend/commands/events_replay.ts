import { flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { OperatorCommand } from '#core/command'
import { WrongUse } from '#core/wrong_use'
import { consumerNamed } from '#core/consumers'
import * as tenancy from '#core/tenancy'
import { replayEvents, retryParked } from '#notifications/parked_messages'
import registerConsumers from '#start/consumers'

export default class EventsReplay extends OperatorCommand {
  static commandName = 'events:replay'
  static description =
    'Send parked messages again, or give a consumer the events since a day once more'

  @flags.string({ description: 'Short name of the tenant' })
  declare tenant: string

  @flags.boolean({ description: 'Everything that is parked' })
  declare parked: boolean

  @flags.string({ description: 'Name of the consumer' })
  declare consumer: string

  @flags.string({ description: 'First day, YYYY-MM-DD' })
  declare since: string

  async perform() {
    const tenantId = await this.tenantId(this.tenant)
    const actor = { kind: 'system', id: 'operator', name: 'operator' } as const
    const run = (work: () => Promise<number>) => tenancy.run({ tenantId, actor }, work)
    if (this.parked) return { replayed: await run(() => retryParked(null)) }

    registerConsumers()
    const consumer = this.consumer && consumerNamed(this.consumer)
    if (!consumer) throw new WrongUse('--consumer: name one that exists, or use --parked.')
    if (!DateTime.fromISO(this.since ?? '').isValid)
      throw new WrongUse('--since: a day like 2026-10-01.')
    return { replayed: await run(() => replayEvents(consumer, this.since)) }
  }
}
