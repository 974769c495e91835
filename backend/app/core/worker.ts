import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import type { Bus } from '#core/bus'
import { deliver } from '#core/consumers'
import { relayOnce } from '#core/relay'
import { fireDueTimers } from '#core/timer_wheel'

export interface Round {
  name: string
  everySeconds: number
  run(): Promise<void>
}

const rounds: Round[] = []

/** Work that is not an event: sealing the audit log, removing orphaned files, finding uncertain mails. */
export function registerRounds(...added: Round[]): void {
  rounds.push(...added)
}

/** Runs relay, timers, consumers and rounds beside each other until `signal` is aborted. */
export async function work(bus: Bus, signal: AbortSignal): Promise<void> {
  await Promise.all([
    repeat('relay', 100, signal, () => relayOnce(bus)),
    repeat('timers', 500, signal, () => fireDueTimers()),
    bus.consume(deliver, signal),
    ...rounds.map((round) =>
      repeat(round.name, round.everySeconds * 1000, signal, async () => {
        await round.run()
        return 0
      })
    ),
  ])
}

/** Relay, timers and consumers until nothing moves any more: for commands and tests that want the consequences now. */
export async function settle(bus: Bus, tenantId?: string): Promise<void> {
  let moved: number
  do {
    moved = await relayOnce(bus)
    moved += await fireDueTimers(tenantId)
    moved += await bus.drain(deliver)
  } while (moved > 0)
}

/** Repeats at once while there is work, otherwise after the pause. A failure is logged and tried again: a database may be away. */
async function repeat(
  name: string,
  idle: number,
  signal: AbortSignal,
  step: () => Promise<number>
): Promise<void> {
  while (!signal.aborted) {
    let moved = 0
    let pause = idle
    try {
      moved = await step()
    } catch (error) {
      logger.error({ err: error }, `${name} failed`)
      pause = Math.max(idle, 1000)
    }
    if (moved === 0) await sleep(pause, undefined, { signal }).catch(() => {})
  }
}
