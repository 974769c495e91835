import { spawnSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'

/** The only file embedded in a PDF, read from its bytes. */
export function embeddedFile(pdf: Buffer): { name: string; relationship: string; text: string } {
  const source = pdf.toString('latin1')
  const specification = /\/Type \/Filespec[\s\S]*?endobj/.exec(source)
  const file = /\/Type \/EmbeddedFile[\s\S]*?\/Length (\d+)[\s\S]*?stream\r?\n/.exec(source)
  if (!specification || !file) throw new Error('no file is embedded')
  const start = file.index + file[0].length
  const bytes = pdf.subarray(start, start + Number(file[1]))
  return {
    name: /\/F \(([^)]*)\)/.exec(specification[0])![1],
    relationship: /\/AFRelationship \/(\w+)/.exec(specification[0])![1],
    text: inflateSync(bytes).toString('utf8'),
  }
}

/** The XMP packet, which PDF/A demands uncompressed. */
export function metadata(pdf: Buffer): string {
  return /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(pdf.toString('utf8'))![0]
}

export const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined

/** What is printed, page by page, in reading layout. */
export function printedPages(pdf: Buffer): string[] {
  const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf })
  return stdout.toString('utf8').normalize('NFC').split('\f').slice(0, -1)
}
