export interface UuencodedFile {
  name: string
  content: Buffer
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?$/
const LINE = /^[ -`]{1,62}\r?$/

/**
 * Takes uuencoded files (POSIX uuencode, still sent by old fax and scanner software) out of a text.
 * `text` is bytes as one character each; what is not a complete block stays where it is.
 */
export function takeUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  if (!text.includes('begin ')) return { text, files: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const files: UuencodedFile[] = []
  let index = 0
  while (index < lines.length) {
    const begin = BEGIN.exec(lines[index])
    const end = begin ? endOfBlock(lines, index + 1) : -1
    if (begin && end > 0) {
      files.push({ name: begin[1], content: decode(lines.slice(index + 1, end)) })
      index = end + 1
    } else {
      kept.push(lines[index])
      index += 1
    }
  }
  return { text: kept.join('\n'), files }
}

function endOfBlock(lines: string[], from: number): number {
  for (let index = from; index < lines.length; index += 1) {
    if (/^end\s*$/.test(lines[index])) return index
    // A line may have lost its trailing spaces, which stand for zero bits.
    if (!LINE.test(lines[index]) && lines[index].trim() !== '') return -1
  }
  return -1
}

function decode(lines: string[]): Buffer {
  return Buffer.concat(
    lines.map((line) => {
      const length = (line.charCodeAt(0) - 32) & 63
      if (!(length > 0)) return Buffer.alloc(0)
      const groups = Math.ceil(length / 3)
      const bytes = Buffer.alloc(groups * 3)
      for (let group = 0; group < groups; group += 1) {
        const bits = [1, 2, 3, 4].reduce((sum, place) => {
          const code = line.charCodeAt(group * 4 + place)
          return (sum << 6) | (Number.isNaN(code) || code < 32 ? 0 : (code - 32) & 63)
        }, 0)
        bytes.writeUIntBE(bits & 0xffffff, group * 3, 3)
      }
      return bytes.subarray(0, length)
    })
  )
}
