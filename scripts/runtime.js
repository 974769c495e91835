import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDatabase, databaseEnvironment, migrationsFolder, prepareRoles } from './database.js'
import { startEmbeddedPostgres } from './embedded_postgres.js'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const dataFolder = resolve(process.env.KONTOR_DATA_DIR ?? join(root, '.kontor'))

/**
 * Everything that a process of ours needs in its environment: secrets, addresses, and a database that is running and
 * migrated. With DATABASE_URL the operator's own PostgreSQL is used and nothing is started.
 * Returns { env, close, fresh }: `fresh` says that the embedded database was made just now.
 */
export async function prepareRuntime({ database = 'kontor', say = () => {} } = {}) {
  const { migrate } = await import('../backend/database/migrator.ts')
  if (process.env.DATABASE_URL) {
    if (process.env.DATABASE_OWNER_URL) await migrate(process.env.DATABASE_OWNER_URL, migrationsFolder)
    return { env: { NODE_ENV: 'production', ...process.env }, close: async () => {}, fresh: false, embedded: false }
  }
  mkdirSync(dataFolder, { recursive: true })
  const server = await startEmbeddedPostgres(dataFolder, { say })
  try {
    const passwords = await prepareRoles(server)
    const fresh = await createDatabase(server, database)
    const databases = databaseEnvironment(server, passwords, database)
    await migrate(databases.DATABASE_OWNER_URL, migrationsFolder)
    const env = { NODE_ENV: 'production', LOG_LEVEL: 'warn', KONTOR_DEMO: 'true', ...process.env, APP_KEY: appKey(), ...databases }
    return { env, close: server.close, fresh, embedded: true, server }
  } catch (error) {
    await server.close()
    throw error
  }
}

function appKey() {
  const file = join(dataFolder, 'app.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
