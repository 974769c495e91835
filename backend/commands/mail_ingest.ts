import {
  closeSync,
  createReadStream,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import db from '@adonisjs/lucid/services/db'
import { bus } from '#core/bus_service'
import { OperatorCommand } from '#core/command'
import { WrongUse } from '#core/wrong_use'
import * as tenancy from '#core/tenancy'
import { settle } from '#core/worker'
import { storeMail } from '#mail/inbound_mail'
import { isMbox, splitMbox } from '#mail/mbox'
import registerConsumers from '#start/consumers'

interface Line {
  file: string
  outcome: string
  ticket: number | null
  reason: string | null
}

/** How long a mail that another worker took may need before its line says so. */
const PATIENCE_MILLISECONDS = 60_000

export default class MailIngest extends OperatorCommand {
  static commandName = 'mail:ingest'
  static description = 'Take in mails from a file (.eml), a folder or an mbox, one JSON line each'

  @args.string({ description: 'File, folder or mbox' })
  declare source: string

  @flags.string({ description: 'Short name of the tenant' })
  declare tenant: string

  @flags.string({ description: 'Mailbox the mails came to; otherwise the default one' })
  declare mailbox: string

  async perform() {
    const tenantId = await this.tenantId(this.tenant)
    const path = this.path(this.source)
    if (!statSync(path, { throwIfNoEntry: false }))
      throw new WrongUse(`There is no ${this.source}.`)
    registerConsumers()
    const actor = { kind: 'system', id: 'mail_ingest', name: 'mail:ingest' } as const
    const run = <T>(work: () => Promise<T>) => tenancy.run({ tenantId, actor }, work)
    const mailboxId = await run(() => this.mailboxId())
    const counts: Record<string, number> = {
      created: 0,
      appended: 0,
      ignored: 0,
      quarantined: 0,
      failed: 0,
    }
    for await (const { name, bytes } of mailsOf(path)) {
      const line = await take(run, mailboxId, name, bytes, tenantId, (error) =>
        this.sentence(error)
      )
      console.log(JSON.stringify(line))
      counts[line.outcome] = (counts[line.outcome] ?? 0) + 1
    }
    return counts
  }

  private async mailboxId(): Promise<string> {
    const query = db.from('mailboxes').whereNull('archived_at')
    const mailbox = await (
      this.mailbox
        ? query.where('address', this.mailbox.toLowerCase())
        : query.where('is_default', true)
    ).first()
    if (!mailbox)
      throw new WrongUse(
        this.mailbox ? `There is no mailbox ${this.mailbox}.` : 'The tenant has no default mailbox.'
      )
    return mailbox.id
  }
}

type Run = <T>(work: () => Promise<T>) => Promise<T>

/** Stored in one transaction, processed in another: a crash between the two loses and doubles nothing. */
async function take(
  run: Run,
  mailboxId: string,
  file: string,
  bytes: Buffer,
  tenantId: string,
  sentence: (error: unknown) => Promise<string>
): Promise<Line> {
  try {
    const { id, repeated } = await run(() => storeMail(mailboxId, file, bytes))
    const before = repeated && (await run(() => lineOf(id, file)))
    // One that failed, or that nobody has processed yet, is still to be told as what it is.
    if (before && !['stored', 'failed'].includes(before.outcome))
      return { ...before, outcome: 'ignored', reason: 'same_mail' }
    for (const start = Date.now(); Date.now() - start < PATIENCE_MILLISECONDS;) {
      await settle(bus, tenantId)
      const line = await run(() => lineOf(id, file))
      if (line.outcome !== 'stored') return line
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return { file, outcome: 'failed', ticket: null, reason: 'still_waiting' }
  } catch (error) {
    return { file, outcome: 'failed', ticket: null, reason: await sentence(error) }
  }
}

async function lineOf(id: string, file: string): Promise<Line> {
  const mail = await db
    .from('inbound_mails as i')
    .leftJoin('tickets as t', 't.id', 'i.ticket_id')
    .where('i.id', id)
    .select('i.state', 'i.reason', 't.number')
    .firstOrFail()
  return { file, outcome: mail.state, ticket: mail.number, reason: mail.reason }
}

/**
 * The mails of a file or of everything in a folder. The content decides what is an mbox: Thunderbird's are called Inbox
 * or Sent. Other files in a folder are left alone unless they are called .eml or .mbox.
 */
async function* mailsOf(path: string): AsyncGenerator<{ name: string; bytes: Buffer }> {
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((one, other) =>
      one.name.localeCompare(other.name)
    )) {
      const inside = join(path, entry.name)
      if (entry.isDirectory()) yield* mailsOf(inside)
      else if (entry.isFile() && (/\.(eml|mbox)$/i.test(entry.name) || beginsAsMbox(inside)))
        yield* mailsOf(inside)
    }
  } else if (/\.mbox$/i.test(path) || beginsAsMbox(path)) {
    let position = 0
    for await (const bytes of splitMbox(createReadStream(path)))
      yield { name: `${basename(path)}#${++position}`, bytes }
  } else yield { name: basename(path), bytes: readFileSync(path) }
}

function beginsAsMbox(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const beginning = Buffer.alloc(256)
    return isMbox(beginning.subarray(0, readSync(file, beginning)))
  } finally {
    closeSync(file)
  }
}
