import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createDatabase,
  databaseEnvironment,
  dropDatabase,
  migrationsFolder,
  prepareRoles,
} from './database.js'
import { startEmbeddedPostgres } from './embedded_postgres.js'
import { codegen } from './code_generation.js'
import { backend, dataFolder, root } from './places.js'

/** Migrates an empty database, generates schema.ts from it and compares. */
export async function checkSchema(processes) {
  const database = `schema_check_${process.pid}`
  const folder = mkdtempSync(join(tmpdir(), 'kontor-schema-'))
  const server = await startEmbeddedPostgres(join(dataFolder(), 'test'))
  try {
    const passwords = await prepareRoles(server)
    await createDatabase(server, database)
    const env = { ...codegen.env(), ...databaseEnvironment(server, passwords, database) }
    const { migrate } = await import('../backend/database/migrator.ts')
    await migrate(env.DATABASE_OWNER_URL, migrationsFolder)
    const copy = join(folder, 'schema.ts')
    await processes.run(
      'schema:generate',
      ['--import=@poppinss/ts-exec', 'scripts/schema_copy.ts', copy],
      { cwd: root, env }
    )
    const same =
      readFileSync(copy, 'utf8') === readFileSync(join(backend, 'database/schema.ts'), 'utf8')
    if (!same)
      throw new Error(
        'It is not what the migrations make. Run: npx kontor schema:generate --connection owner'
      )
  } finally {
    await dropDatabase(server, database)
    await server.close()
    rmSync(folder, { recursive: true })
  }
}
