import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** Any constant does, as long as every migrator of this product takes the same one. */
const ADVISORY_LOCK = 7_266_115

interface Migration {
  name: string
  sql: string
  checksum: string
}

/**
 * Applies the numbered `.sql` files of `directory` in order, forward only, each in a transaction of its own.
 * A file that begins with `-- kontor: concurrently` runs outside a transaction (for `create index concurrently`).
 * A block between `-- kontor: backfill` and `-- kontor: end` runs as kontor_migrator and must change at least one
 * row if `events` has any: as owner under forced row-level security an update would silently touch nothing.
 *
 * @returns the names of the files applied now
 * @throws if a file that was applied before has changed or is gone
 */
export async function migrate(
  ownerUrl: string,
  directory: string,
  say = (_line: string) => {}
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${ADVISORY_LOCK})`)
    await client.query('create schema if not exists migration')
    await client.query(
      `create table if not exists migration.files (
         name text primary key, checksum text not null, applied_at timestamptz not null default now())`
    )
    const pending = await pendingMigrations(client, directory)
    for (const migration of pending) {
      await apply(client, migration)
      say(migration.name)
    }
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function pendingMigrations(client: pg.Client, directory: string): Promise<Migration[]> {
  const files = readdirSync(directory)
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration.files'
  )
  for (const applied of rows) {
    const file = files.find((candidate) => candidate.name === applied.name)
    if (!file) throw new Error(`The applied migration ${applied.name} is missing.`)
    if (file.checksum !== applied.checksum)
      throw new Error(`The applied migration ${applied.name} was changed.`)
  }
  return files.filter((file) => !rows.some((applied) => applied.name === file.name))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const record = () =>
    client.query('insert into migration.files (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
  await client.query(`set lock_timeout = '5s'`)
  if (migration.sql.startsWith('-- kontor: concurrently')) {
    for (const statement of migration.sql
      .split(/;\s*\n/)
      .filter((part) => part.replace(/--.*/g, '').trim() !== '')) {
      await client.query(statement)
    }
    await record()
    return
  }
  await client.query('begin')
  try {
    for (const part of migration.sql.split(/^(?=-- kontor: (?:backfill|end))/m)) {
      if (part.startsWith('-- kontor: backfill')) await backfill(client, migration.name, part)
      else await client.query(part)
    }
    await record()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${migration.name}: ${(error as Error).message}`, { cause: error })
  }
}

async function backfill(client: pg.Client, name: string, sql: string): Promise<void> {
  await client.query('set local role kontor_migrator')
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from events) as used'
  )
  const results = [await client.query(sql)].flat()
  const touched = results.reduce((sum, result) => sum + (result.rowCount ?? 0), 0)
  if (rows[0].used && touched === 0) throw new Error(`the backfill in ${name} changed no row`)
  await client.query('reset role')
}
