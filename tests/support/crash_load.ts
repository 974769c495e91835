import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import type { Dice } from '#demo/dice'
import { storeMail } from '#mail/inbound_mail'
import { Client } from './client.js'
import type { RealProcesses } from './real_processes.js'
import { PASSWORD, type TestTenant } from './tenant.js'
import { makeMailbox, rawMail } from './ticket.js'

/** What customers and staff do all day, remembered: every mail that was taken in, every answer that was written. */
export class CrashLoad {
  /** Message-IDs of the mails that came in */
  readonly fed: string[] = []
  /** texts of the answers that were written */
  readonly replies: string[] = []
  /** requests that the server did not live to answer */
  cutOff = 0
  /** requests under way */
  asking = 0

  private folder = mkdtempSync(join(tmpdir(), 'kontor-crash-'))
  private stopping = false
  private replying?: Promise<void>

  private constructor(
    private tenant: TestTenant,
    private mailboxId: string,
    private client: Client,
    private processes: RealProcesses,
    private dice: Dice
  ) {}

  static async create(tenant: TestTenant, processes: RealProcesses, origin: string, dice: Dice) {
    const mailboxId = await makeMailbox(tenant)
    const client = new Client('de', origin)
    const { email } = await tenant.addMember('technician')
    const answer = await client.post('/api/session', { email, password: PASSWORD })
    if (answer.status !== 200) throw new Error(answer.text)
    return new CrashLoad(tenant, mailboxId, client, processes, dice)
  }

  /** Stores mails as a mailbox's reader would: a new matter, or sometimes an answer to an earlier mail. */
  async feed(count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const bytes = this.nextMail()
      await this.tenant.run(() => storeMail(this.mailboxId, 'crash', bytes))
    }
  }

  /** A folder of mails for `mail:ingest`. */
  folderOf(count: number): string {
    const folder = join(this.folder, String(this.fed.length))
    mkdirSync(folder)
    for (let index = 0; index < count; index++)
      writeFileSync(join(folder, `${index}.eml`), this.nextMail())
    return folder
  }

  private nextMail(): Buffer {
    const number = this.fed.length + 1
    const earlier =
      this.fed.length > 5 && this.dice.luck(0.3) ? this.dice.pick(this.fed) : undefined
    this.fed.push(`mail-${number}@kanzlei-moeller.test`)
    return rawMail({
      from: `kunde@kunde-${number}.test`,
      messageId: `mail-${number}`,
      inReplyTo: earlier,
      subject: `Anliegen ${number}`,
      text: `Bitte um Hilfe bei Anliegen ${number}.`,
    })
  }

  /** Writes answers one after the other, through every crash of the server, until `stop`. */
  begin(): void {
    this.replying = (async () => {
      while (!this.stopping) {
        await this.reply()
        await sleep(this.dice.between(50, 400))
      }
    })()
    // Heard of in `stop`.
    this.replying.catch(() => {})
  }

  async stop(): Promise<void> {
    this.stopping = true
    await this.replying
  }

  /** As a person does: whoever got no answer looks whether it was saved, and writes again only if it was not. */
  private async reply(): Promise<void> {
    const tickets = await this.tenant.run(() => db.from('tickets').select('number'))
    if (tickets.length === 0) return
    const { number } = this.dice.pick(tickets)
    const text = `Antwort ${this.replies.length + 1}`
    this.replies.push(text)
    do await this.processes.ready('server')
    while (!(await this.write(number, text)) && !(await this.isStored(text)))
  }

  private async write(number: number, text: string): Promise<boolean> {
    const message = { audience: 'customer', to: ['kunde@kunde.test'], text }
    this.asking++
    try {
      const answer = await this.client.post(this.tenant.path(`tickets/${number}/work`), message)
      if (answer.status === 201) return true
      // The database asked for another attempt; anything else is a defect.
      if (answer.status !== 503) throw new Error(`answered ${answer.status}: ${answer.text}`)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      this.cutOff++
    } finally {
      this.asking--
    }
    return false
  }

  private async isStored(text: string): Promise<boolean> {
    await this.processes.ready('server')
    const rows = await this.tenant.run(() => db.from('ticket_messages').where('body_text', text))
    return rows.length > 0
  }
}
