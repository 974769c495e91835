import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const root = fileURLToPath(new URL('..', import.meta.url))
export const migrationsFolder = join(root, 'migrations')
const LOGINS = ['kontor_owner', 'kontor_login', 'kontor_identity', 'kontor_relay', 'kontor_backup']

/** Roles of an embedded cluster, with passwords that the launcher made and keeps beside the data. */
export async function prepareRoles(server) {
  const passwords = storedPasswords(join(server.home, 'roles.json'))
  await asSuperuser(server, 'postgres', async (client) => {
    await client.query(readFileSync(join(migrationsFolder, 'roles.sql'), 'utf8'))
    for (const login of LOGINS) {
      await client.query(`alter role ${login} password ${client.escapeLiteral(passwords[login])}`)
    }
  })
  return passwords
}

export async function createDatabase(server, name, { template } = {}) {
  return asSuperuser(server, 'postgres', async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount > 0) return false
    const from = template ? `template ${client.escapeIdentifier(template)}` : ''
    await client.query(`create database ${client.escapeIdentifier(name)} owner kontor_owner ${from}`)
    return true
  })
}

export async function asSuperuser(server, database, work) {
  const client = new pg.Client({ host: '127.0.0.1', port: server.port, user: 'postgres', password: server.password, database })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The environment variables under which serve and work find their database. */
export function databaseEnvironment(server, passwords, name) {
  const url = (role) => `postgres://${role}:${passwords[role]}@127.0.0.1:${server.port}/${name}`
  return {
    DATABASE_URL: url('kontor_login'),
    DATABASE_IDENTITY_URL: url('kontor_identity'),
    DATABASE_RELAY_URL: url('kontor_relay'),
    DATABASE_OWNER_URL: url('kontor_owner'),
  }
}

function storedPasswords(file) {
  const stored = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  for (const login of LOGINS) stored[login] ??= randomBytes(24).toString('base64url')
  writeFileSync(file, JSON.stringify(stored), { mode: 0o600 })
  return stored
}
