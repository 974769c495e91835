import { existsSync, readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../../../shared/data/mail/', import.meta.url)

export const CORPUS_MISSING = existsSync(FOLDER) ? false : 'the mail corpus is not on this machine'

/** Paths like `plain_emails/raw_email.eml`, sorted */
export const corpusFiles: string[] = CORPUS_MISSING
  ? []
  : readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.eml'))
      .sort()

export function corpusMail(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER))
}
