import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'

const unpacked = new Map<string, Buffer>()

/**
 * The font of a WOFF file as plain OpenType bytes, read once a process: fontkit would inflate every table in JavaScript
 * for every document, which takes longer than all the rest of a letter.
 */
export function unpackedFont(path: string): Buffer {
  const known = unpacked.get(path)
  if (known) return known
  const font = unpackWoff(readFileSync(path))
  unpacked.set(path, font)
  return font
}

const WOFF_HEADER = 44
const WOFF_ENTRY = 20
const HEADER = 12
const ENTRY = 16

/**
 * WOFF 1.0 (W3C recommendation, sections 3 to 5) holds the tables of an OpenType font, each deflated where that makes it
 * smaller. Back comes the font with its table directory as OpenType wants it: tables on multiples of four.
 */
function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const directory = Buffer.alloc(HEADER + count * ENTRY)
  woff.copy(directory, 0, 4, 8)
  directory.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  directory.writeUInt16BE(2 ** power * 16, 6)
  directory.writeUInt16BE(power, 8)
  directory.writeUInt16BE(count * 16 - 2 ** power * 16, 10)
  const tables: Buffer[] = []
  let position = directory.length
  for (let index = 0; index < count; index++) {
    const entry = WOFF_HEADER + index * WOFF_ENTRY
    const [offset, packed, length, checksum] = [4, 8, 12, 16].map((at) =>
      woff.readUInt32BE(entry + at)
    )
    const stored = woff.subarray(offset, offset + packed)
    const table = packed < length ? inflateSync(stored) : stored
    const at = HEADER + index * ENTRY
    woff.copy(directory, at, entry, entry + 4)
    directory.writeUInt32BE(checksum, at + 4)
    directory.writeUInt32BE(position, at + 8)
    directory.writeUInt32BE(length, at + 12)
    const padding = Buffer.alloc(-length & 3)
    tables.push(table, padding)
    position += length + padding.length
  }
  return Buffer.concat([directory, ...tables])
}
