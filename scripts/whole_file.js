import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Under another name first: whoever is killed while writing leaves the old file or the new one, never half of one. */
export function writeWhole(file, text, mode = 0o600) {
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, text, { mode, flush: true })
  renameSync(unfinished, file)
}

/** A secret made on first use and readable by nobody else. */
export function storedSecret(file, bytes = 24) {
  if (!existsSync(file)) writeWhole(file, randomBytes(bytes).toString('base64url'))
  return readFileSync(file, 'utf8').trim()
}
