import { EventEmitter } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * A mail server on loopback that counts what it was given by Message-ID, and is as slow or as rude as the test wants.
 * Emits `offered` when a mail is announced and `taken` when it has all of it, both before it answers.
 */
export class SmtpSink extends EventEmitter<{ offered: []; taken: [string] }> {
  readonly arrivals = new Map<string, number>()
  /** Milliseconds between the announcement of a mail and the word to go on. */
  beforeTaking = 0
  /** Milliseconds between having a mail and saying so. */
  beforeAnswering = 0
  /** Takes the mail and closes the connection without a word. */
  hangsUp = false

  private server = createServer((socket) => void this.converse(socket).catch(() => {}))

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  close(): void {
    this.server.close()
  }

  private async converse(socket: Socket): Promise<void> {
    // Whoever is killed resets its connections.
    socket.on('error', () => {})
    const say = (line: string) => socket.writable && socket.write(`${line}\r\n`)
    say('220 sink.test ready')
    let mail: string[] | null = null
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      if (mail && line !== '.') mail.push(line)
      else if (mail) {
        this.take(mail)
        mail = null
        if (this.hangsUp) socket.destroy()
        await sleep(this.beforeAnswering)
        say('250 taken')
      } else if (/^MAIL /i.test(line)) {
        this.emit('offered')
        await sleep(this.beforeTaking)
        say('250 go on')
      } else if (/^DATA/i.test(line)) {
        mail = []
        say('354 end with a dot')
      } else if (/^QUIT/i.test(line)) {
        say('221 goodbye')
        socket.end()
      } else say('250 sink.test')
    }
  }

  private take(lines: string[]): void {
    const head = lines.slice(0, lines.indexOf('')).join('\n')
    const id = /^Message-ID:\s*<([^>]+)>/im.exec(head)?.[1] ?? 'none'
    this.arrivals.set(id, (this.arrivals.get(id) ?? 0) + 1)
    this.emit('taken', id)
  }
}
