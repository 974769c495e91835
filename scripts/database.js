import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { lock } from './lock.js'
import { root } from './places.js'
import { writeWhole } from './whole_file.js'

export const migrationsFolder = join(root, 'migrations')
const LOGINS = ['kontor_owner', 'kontor_login', 'kontor_identity', 'kontor_relay', 'kontor_backup']

/** Roles of an embedded cluster, with passwords that the launcher made and keeps beside the data. */
export async function prepareRoles(server) {
  // Two at once would fail: PostgreSQL refuses to alter a role that is being altered.
  const preparing = await lock(`${server.home} roles`)
  try {
    const passwords = storedPasswords(join(server.home, 'roles.json'))
    await asSuperuser(server, async (client) => {
      await client.query(readFileSync(join(migrationsFolder, 'roles.sql'), 'utf8'))
      for (const login of LOGINS) {
        await client.query(`alter role ${login} password ${client.escapeLiteral(passwords[login])}`)
      }
    })
    return passwords
  } finally {
    await preparing.release()
  }
}

export async function databaseExists(server, name) {
  return asSuperuser(server, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    return rowCount > 0
  })
}

/** Replaces what may be left of it. */
export async function createDatabase(server, name, { template } = {}) {
  await dropDatabase(server, name)
  await asSuperuser(server, async (client) => {
    const from = template ? `template ${client.escapeIdentifier(template)}` : ''
    await client.query(
      `create database ${client.escapeIdentifier(name)} owner kontor_owner ${from}`
    )
  })
}

export async function dropDatabase(server, name) {
  await asSuperuser(server, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  )
}

export async function renameDatabase(server, from, to) {
  await asSuperuser(server, (client) =>
    client.query(
      `alter database ${client.escapeIdentifier(from)} rename to ${client.escapeIdentifier(to)}`
    )
  )
}

export async function asSuperuser({ port, password }, work) {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
  })
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
  if (LOGINS.every((login) => login in stored)) return stored
  for (const login of LOGINS) stored[login] ??= randomBytes(24).toString('base64url')
  writeWhole(file, JSON.stringify(stored))
  return stored
}
