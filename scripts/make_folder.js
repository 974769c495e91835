import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** With those above it. Not by `recursive`: Node tries for ever where the system says ENOENT instead of no. */
export function makeFolder(path, mode) {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode })
}

/** The folder itself, or the nearest one above it that is there. */
export function existingFolder(path) {
  return existsSync(path) ? path : existingFolder(dirname(path))
}
