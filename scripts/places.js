import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const backend = join(root, 'backend')
export const frontend = join(root, 'frontend')

/** Where the embedded database, the keys and the locks lie. A relative KONTOR_DATA_DIR is relative to the project. */
export const dataFolder = () => resolve(root, process.env.KONTOR_DATA_DIR ?? '.kontor')

/** The operator's settings. What is already in the environment wins. Tests do not read it: a test sends no real mail. */
export function readSettings() {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
