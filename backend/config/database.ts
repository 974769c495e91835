import env from '#start/env'
import { defineConfig } from '@adonisjs/lucid'
import type { Client } from 'pg'
import { OftenSent } from '#core/prepared_statements'

const pool = env.get('DATABASE_POOL', 20)

function connection(url: string, max: number) {
  const often = new OftenSent()
  return {
    client: 'pg' as const,
    connection: { connectionString: url },
    pool: {
      min: 0,
      max,
      afterCreate(created: Client, done: (error: Error | null, created: Client) => void) {
        often.watch(created)
        done(null, created)
      },
    },
    schemaGeneration: { enabled: false },
  }
}

/**
 * Three logins, so that a mistake in one place cannot reach what belongs to another:
 * `app` holds tenant data and has no rights until `tenancy.run` gives it a role, `identity` knows who may sign in,
 * `relay` moves events. `aside` is `app` again in a small pool of its own, for a unit of work that others wait for
 * while they hold every connection of `app`. `owner` exists for migrations and for generating database/schema.ts only.
 */
export default defineConfig({
  connection: 'app',
  connections: {
    app: connection(env.get('DATABASE_URL'), pool),
    aside: connection(env.get('DATABASE_URL'), 2),
    identity: connection(env.get('DATABASE_IDENTITY_URL'), 8),
    relay: connection(env.get('DATABASE_RELAY_URL'), 4),
    ...(env.get('DATABASE_OWNER_URL') && {
      owner: {
        ...connection(env.get('DATABASE_OWNER_URL')!, 2),
        schemaGeneration: {
          enabled: true,
          outputPath: './database/schema.ts',
          rulesPaths: ['./database/schema_rules.ts'],
        },
      },
    }),
  },
})
