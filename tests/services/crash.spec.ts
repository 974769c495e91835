import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Dice } from '#demo/dice'
import { sql } from '#core/sql'
import { storeMail } from '#mail/inbound_mail'
import { freePort } from '../../scripts/free_port.js'
import { type Aim, Killer } from '../support/crash_kills.js'
import { CrashLoad } from '../support/crash_load.js'
import { PHASES, unsettled } from '../support/crash_phases.js'
import { RealProcesses } from '../support/real_processes.js'
import { SmtpSink } from '../support/smtp_sink.js'
import { TestTenant } from '../support/tenant.js'
import { makeMailbox, rawMail } from '../support/ticket.js'

/** The same kills in the same order; the moments inside a phase follow from it as far as the machine lets them. */
const SEED = Number(process.env.CRASH_SEED ?? 20261121)

const AIMS: [number, Aim][] = [
  [4, { victim: 'server', phase: 'asked' }],
  [3, { victim: 'worker', phase: 'stored' }],
  [2, { victim: 'ingest', phase: 'stored' }],
  [5, { victim: 'worker', phase: 'claimed' }],
  [5, { victim: 'worker', phase: 'sent' }],
  [5, { victim: 'worker', phase: 'confirmed' }],
]

/** Server, worker and a mail server of their own; everything is ended after the test. */
async function open(ended: (close: () => Promise<void>) => void) {
  const tenant = await TestTenant.create()
  const sink = new SmtpSink()
  const origin = `http://127.0.0.1:${await freePort()}`
  const processes = await RealProcesses.create({
    SMTP_URL: await sink.listen(),
    PORT: new URL(origin).port,
    APP_URL: origin,
    // Far beyond what a living worker needs here; nobody wants to wait three minutes for a dead one.
    MAIL_UNCERTAIN_SECONDS: '10',
    BUS_LEASE_SECONDS: '5',
  })
  ended(async () => {
    await processes.close()
    sink.close()
  })
  return { tenant, sink, origin, processes }
}

async function rest(tenant: TestTenant): Promise<Record<string, number>> {
  const deadline = Date.now() + 90_000
  let left = await unsettled(tenant)
  while (Object.keys(left).length > 0 && Date.now() < deadline) {
    await sleep(250)
    left = await unsettled(tenant)
  }
  return left
}

test.group('Killed with kill -9 under load', () => {
  test('server, worker and ingest lose nothing and double nothing but what they show as uncertain', async ({
    assert,
    cleanup,
  }) => {
    const { tenant, sink, origin, processes } = await open(cleanup)
    processes.start('server')
    processes.start('worker')
    await processes.ready('server')
    const dice = new Dice(SEED)
    const load = await CrashLoad.create(tenant, processes, origin, dice)
    const killer = new Killer(tenant, processes, load, sink, dice)
    await load.feed(5)
    load.begin()
    const aims = AIMS.flatMap(([times, aim]) => Array.from({ length: times }, () => aim))
    while (aims.length > 0) await killer.kill(aims.splice(dice.between(0, aims.length - 1), 1)[0])
    await load.stop()
    assert.deepEqual(await rest(tenant), {}, 'everything comes to rest')
    assert.deepEqual(processes.deaths, [], 'nobody died of anything but a kill')

    const mails = await tenant.run(() => db.from('outbound_mails'))
    console.log(table(killer, mails))
    assert.isAtLeast(killer.kills.length, 20)
    for (const phase of PHASES)
      assert.isAbove(
        killer.kills.filter((kill) => kill.phase === phase && kill.caught.length > 0).length,
        0,
        phase
      )

    // What came in: one row, and one ticket or one message, each.
    const inbound = await tenant.run(() => db.from('inbound_mails'))
    assert.lengthOf(inbound, load.fed.length)
    assert.deepEqual(
      inbound.filter((mail) => !['created', 'appended'].includes(mail.state)),
      []
    )
    const created = inbound.filter((mail) => mail.state === 'created').map((mail) => mail.ticket_id)
    assert.sameMembers(
      (await tenant.run(() => db.from('tickets'))).map((ticket) => ticket.id),
      created
    )
    const messages = await tenant.run(() => db.from('ticket_messages'))
    assert.sameMembers(
      messages
        .filter((message) => message.direction === 'in')
        .map((message) => message.header_message_id),
      load.fed
    )
    assert.sameMembers(
      inbound.map((mail) => mail.message_id),
      messages.filter((message) => message.direction === 'in').map((message) => message.id)
    )

    // What was written: one message and one mail each; every new ticket was acknowledged once.
    assert.sameMembers(
      messages.filter((message) => message.direction === 'out').map((message) => message.body_text),
      load.replies
    )
    assert.sameMembers(
      mails.map((mail) => mail.key),
      [
        ...messages
          .filter((message) => message.direction === 'out')
          .map((message) => `message:${message.id}`),
        ...created.map((id) => `acknowledgement:${id}`),
      ]
    )

    // What left: exactly once, or shown as uncertain and at most once.
    const arrived = (mail: { header_message_id: string }) =>
      sink.arrivals.get(mail.header_message_id) ?? 0
    assert.deepEqual(
      mails.filter((mail) => mail.state === 'sent' && arrived(mail) !== 1),
      []
    )
    assert.deepEqual(
      mails.filter((mail) => mail.state === 'uncertain' && arrived(mail) > 1),
      []
    )
    assert.deepEqual(
      mails.filter((mail) => !['sent', 'uncertain'].includes(mail.state)),
      []
    )
    assert.includeMembers(
      mails.map((mail) => mail.header_message_id),
      [...sink.arrivals.keys()]
    )
    const uncertain = mails
      .filter((mail) => mail.state === 'uncertain')
      .map((mail) => mail.header_message_id)
    assert.includeMembers(
      uncertain,
      [...killer.onTheirWay.keys()],
      'what was caught on its way is shown'
    )
    assert.includeMembers(
      [...killer.onTheirWay.keys(), ...killer.maybeCaught],
      uncertain,
      'and nothing else'
    )

    // Every clock that runs has its timer.
    const clocks = await tenant.run(() =>
      sql<{ number: number }>(
        `select number from tickets t where next_due_at > now() and sla_state in ('running', 'warning')
           and not exists (select from timers where key = 'ticket:' || t.id || ':sla')`
      )
    )
    assert.deepEqual(clocks, [])
  }).timeout(600_000)

  test('a mail server that takes a mail and hangs up without a word gets it once, and the mail is shown as uncertain', async ({
    assert,
    cleanup,
  }) => {
    const { tenant, sink, processes } = await open(cleanup)
    sink.hangsUp = true
    const mailboxId = await makeMailbox(tenant)
    await tenant.run(() => storeMail(mailboxId, 'crash', rawMail({})))
    processes.start('worker')
    await processes.ready('worker')
    assert.deepEqual(await rest(tenant), {})
    const [mail] = await tenant.run(() => db.from('outbound_mails'))
    assert.equal(mail.state, 'uncertain')
    assert.deepEqual([...sink.arrivals], [[mail.header_message_id, 1]])
  })
})

function table(killer: Killer, mails: { header_message_id: string; state: string }[]): string {
  const stateOf = new Map(mails.map((mail) => [mail.header_message_id, mail.state]))
  const lines = [
    `${killer.kills.length} kills, seed ${SEED}`,
    'phase       kills    hit  caught  uncertain',
  ]
  for (const phase of ['asked', ...PHASES]) {
    const aimed = killer.kills.filter((kill) => kill.phase === phase)
    const caught = aimed.flatMap((kill) => kill.caught)
    const cells = [
      aimed.length,
      aimed.filter((kill) => kill.caught.length > 0).length,
      caught.length,
      caught.filter((id) => stateOf.get(id) === 'uncertain').length,
    ]
    lines.push(
      `${phase.padEnd(10)}${cells.map((cell, column) => String(cell).padStart([7, 7, 8, 11][column])).join('')}`
    )
  }
  return lines.join('\n')
}
