import { MAX_MAIL_BYTES } from '#mail/parse_mail'

const LINE_FEED = 0x0a
const QUOTE = 0x3e
/** A line longer than this is no separator and is passed on in pieces. */
const MAX_LINE = 64 * 1024
/** `From kim@example.de Mon Feb  3 14:32:11 2025` (RFC 4155); some writers leave the address out. */
const SEPARATOR = /^From (?:\S+@\S*|\S+ .*\d{1,2}:\d{2})/

/** Whether a file that begins so is an mbox: its first line is a separator, whatever the file is called. */
export function isMbox(beginning: Buffer): boolean {
  return SEPARATOR.test(beginning.toString('latin1', 0, 256).split('\n', 1)[0])
}

/**
 * The mails of an mbox file, one after the other, so that a file of any size fits in memory.
 * `>From ` is unescaped (mboxrd). A separator counts only after an empty line, and a file without
 * one is a single mail. A mail above the limit is cut just beyond it, so that `parseMail` refuses it.
 */
export async function* splitMbox(
  source: Buffer | AsyncIterable<Buffer>
): AsyncGenerator<Buffer, void, void> {
  const splitter = new MboxSplitter()
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of Buffer.isBuffer(source) ? [source] : source) {
    const data = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk
    const lastLine = data.lastIndexOf(LINE_FEED) + 1
    const end = data.length - lastLine > MAX_LINE ? data.length : lastLine
    carry = data.subarray(end)
    yield* splitter.read(data.subarray(0, end))
  }
  yield* splitter.read(carry)
  yield* splitter.finish()
}

class MboxSplitter {
  #mail: Buffer[] = []
  #size = 0
  /** The last bytes read, to know what stands before the next chunk */
  #before = ''

  #isSeparator(data: Buffer, at: number, before: string): boolean {
    const isAfterEmpty = /(^|\n\r?\n)$/.test(before)
    return isAfterEmpty && SEPARATOR.test(data.toString('latin1', at, at + 256).split('\n', 1)[0])
  }

  #keep(piece: Buffer) {
    if (piece.length === 0) return
    this.#before = (this.#before + piece.toString('latin1', Math.max(0, piece.length - 3))).slice(
      -3
    )
    const room = MAX_MAIL_BYTES + 1 - this.#size
    if (room <= 0) return
    this.#mail.push(piece.subarray(0, room))
    this.#size += Math.min(piece.length, room)
  }

  /** Takes whole lines and gives the mails that they complete. */
  *read(data: Buffer): Generator<Buffer> {
    let kept = 0
    for (let at = data.indexOf('From '); at >= 0; at = data.indexOf('From ', at + 5)) {
      let start = at
      while (start > kept && data[start - 1] === QUOTE) start -= 1
      const before = this.#before + data.toString('latin1', Math.max(kept, start - 3), start)
      if (!/(^|\n)$/.test(before)) continue
      if (start < at) {
        this.#keep(data.subarray(kept, start))
        kept = start + 1
      } else if (this.#isSeparator(data, at, before)) {
        this.#keep(data.subarray(kept, at))
        yield* this.finish()
        const lineEnd = data.indexOf(LINE_FEED, at)
        kept = lineEnd < 0 ? data.length : lineEnd + 1
        this.#before = '\n\n'
      }
    }
    this.#keep(data.subarray(kept))
  }

  /** The empty line before a separator belongs to the format, not to the mail. */
  *finish(): Generator<Buffer> {
    const mail = Buffer.concat(this.#mail)
    this.#mail = []
    this.#size = 0
    const ending = /\n(\r?\n)$/.exec(mail.toString('latin1', Math.max(0, mail.length - 3)))
    const length = mail.length - (ending?.[1].length ?? 0)
    if (/\S/.test(mail.toString('latin1', 0, 1024))) yield mail.subarray(0, length)
  }
}
