import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import type { Dice } from '#demo/dice'
import type { CrashLoad } from './crash_load.js'
import { phasesOf, type Phase } from './crash_phases.js'
import type { Kept, RealProcesses } from './real_processes.js'
import type { SmtpSink } from './smtp_sink.js'
import type { TestTenant } from './tenant.js'

/** Who is killed, and what is in its hands at that moment. `asked` is a request that the server is answering. */
export interface Aim {
  victim: Kept | 'ingest'
  phase: Phase | 'asked'
}

export interface Kill extends Aim {
  /** Message-IDs or ids of what stood in the phase when the victim was dead */
  caught: string[]
}

const LONGEST_WAIT = 45_000

/** Brings the victim into the phase, by watching the database and the mail server, and kills it there. */
export class Killer {
  readonly kills: Kill[] = []
  /** Mails that the killed worker had claimed and not confirmed, whatever the kill was aimed at. */
  readonly onTheirWay = new Set<string>()
  /** Mails that an ingest was sending beside the worker when it was killed: nobody saw how far it had come. */
  readonly maybeCaught = new Set<string>()

  constructor(
    private tenant: TestTenant,
    private processes: RealProcesses,
    private load: CrashLoad,
    private sink: SmtpSink,
    private dice: Dice
  ) {}

  async kill(aim: Aim): Promise<void> {
    await this.processes.ready('worker')
    const caught =
      aim.victim === 'ingest' ? await this.killIngest() : await this.killKept(aim, aim.victim)
    this.kills.push({ ...aim, caught })
  }

  private async killKept({ phase }: Aim, victim: Kept): Promise<string[]> {
    await this.processes.ready(victim)
    const window = this.dice.between(200, 500)
    this.sink.beforeTaking = phase === 'claimed' ? window : 0
    this.sink.beforeAnswering = phase === 'sent' ? window : 0
    const reached = this.reach(phase)
    await this.load.feed(phase === 'stored' ? 8 : 3)
    await reached
    // Somewhere inside the window; what is confirmed is told within a tenth of a second.
    const longest = {
      asked: 60,
      stored: 250,
      claimed: window * 0.8,
      sent: window * 0.8,
      confirmed: 5,
    }
    await sleep(this.dice.next() * longest[phase])
    const { cutOff } = this.load
    await this.processes.kill(victim)
    this.sink.beforeTaking = 0
    this.sink.beforeAnswering = 0
    const left = await phasesOf(this.tenant, this.sink)
    this.processes.start(victim)
    if (phase === 'asked') {
      await this.processes.ready(victim)
      return Array.from({ length: this.load.cutOff - cutOff }, () => 'request')
    }
    for (const id of [...left.claimed, ...left.sent]) this.onTheirWay.add(id)
    return left[phase]
  }

  private async reach(phase: Aim['phase']): Promise<void> {
    const signal = AbortSignal.timeout(LONGEST_WAIT)
    if (phase === 'stored') return
    if (phase === 'claimed') await once(this.sink, 'offered', { signal })
    else if (phase === 'sent') await once(this.sink, 'taken', { signal })
    else if (phase === 'asked') while (this.load.asking === 0) await sleep(2, undefined, { signal })
    else {
      const [id] = await once(this.sink, 'taken', { signal })
      while (!(await this.isConfirmed(id))) await sleep(1, undefined, { signal })
    }
  }

  private isConfirmed = (id: string) =>
    this.tenant.run(() =>
      db.from('outbound_mails').where({ header_message_id: id, state: 'sent' }).first()
    )

  /** The command, killed when it has stored the first of its mails; then run again to its end, as an operator would. */
  private async killIngest(): Promise<string[]> {
    const before = await this.stored()
    const args = ['mail:ingest', this.load.folderOf(4), '--tenant', this.tenant.slug]
    const ended = this.processes.command('ingest', args)
    const deadline = Date.now() + LONGEST_WAIT
    let fresh: string[] = []
    while (fresh.length === 0 && Date.now() < deadline) {
      await sleep(2)
      fresh = (await this.stored()).filter((id) => !before.includes(id))
    }
    await sleep(this.dice.next() * 60)
    await this.processes.kill('ingest')
    await ended
    const { claimed, sent } = await phasesOf(this.tenant, this.sink)
    for (const id of [...claimed, ...sent]) this.maybeCaught.add(id)
    await this.processes.command('ingest', args)
    return fresh
  }

  private async stored(): Promise<string[]> {
    return (await phasesOf(this.tenant, this.sink)).stored
  }
}
