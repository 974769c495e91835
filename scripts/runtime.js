import { join } from 'node:path'
import {
  createDatabase,
  databaseEnvironment,
  databaseExists,
  migrationsFolder,
  prepareRoles,
  renameDatabase,
} from './database.js'
import { startEmbeddedPostgres } from './embedded_postgres.js'
import { lock } from './lock.js'
import { makeFolder } from './make_folder.js'
import { dataFolder } from './places.js'
import { storedSecret } from './whole_file.js'

const DATABASE = 'kontor'

/**
 * Everything that a process of ours needs in its environment: secrets, addresses, and a database that is running and,
 * unless `migrating` is false, migrated. `seed(env)` fills a database made just now. With DATABASE_URL the operator's
 * own PostgreSQL is used and nothing is started.
 * Returns { env, server, close }; `server` is undefined with the operator's own.
 */
export async function prepareRuntime({ migrating = true, seed, say = () => {} } = {}) {
  if (process.env.DATABASE_URL) {
    const env = { NODE_ENV: 'production', ...process.env, KONTOR_DATA_DIR: dataFolder() }
    if (migrating && env.DATABASE_OWNER_URL) await migrateDatabase(env, say)
    return { env, close: async () => {} }
  }
  const server = await startEmbeddedPostgres(dataFolder(), { say })
  try {
    const env = await prepareEmbedded(server, { migrating, seed, say })
    const runtime = { env, server, close: () => runtime.server.close() }
    return runtime
  } catch (error) {
    await server.close()
    throw error
  }
}

async function prepareEmbedded(server, { migrating, seed, say }) {
  const folder = dataFolder()
  makeFolder(folder, 0o700)
  const preparing = await lock(`${folder} preparing`, () =>
    say('Waiting for another start in the same folder …')
  )
  try {
    const passwords = await prepareRoles(server)
    const environment = (name) => ({
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      KONTOR_DEMO: 'true',
      APP_KEY: storedSecret(join(folder, 'app.key'), 32),
      ...process.env,
      KONTOR_DATA_DIR: folder,
      ...databaseEnvironment(server, passwords, name),
    })
    if (!(await databaseExists(server, DATABASE))) {
      // Made aside and renamed when it is whole: a first start that was killed half-way begins again.
      const unfinished = `${DATABASE}_new`
      await createDatabase(server, unfinished)
      await migrateDatabase(environment(unfinished), () => {})
      await seed?.(environment(unfinished))
      await renameDatabase(server, unfinished, DATABASE)
    } else if (migrating) await migrateDatabase(environment(DATABASE), say)
    return environment(DATABASE)
  } finally {
    await preparing.release()
  }
}

async function migrateDatabase(env, say) {
  const { migrate } = await import('../backend/database/migrator.ts')
  await migrate(env.DATABASE_OWNER_URL, migrationsFolder, (name) => say(`Migrated ${name}`))
}
