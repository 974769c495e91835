import { Env } from '@adonisjs/core/env'

/** Every variable is explained in .env.example. A wrong or missing one ends the start with its name. */
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string({ format: 'host' }),
  PORT: Env.schema.number(),
  TRUSTED_PROXIES: Env.schema.string.optional(),
  APP_KEY: Env.schema.secret(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  LOG_LEVEL: Env.schema.enum.optional([
    'trace',
    'debug',
    'info',
    'warn',
    'error',
    'fatal',
    'silent',
  ] as const),
  DATABASE_URL: Env.schema.string(),
  DATABASE_IDENTITY_URL: Env.schema.string(),
  DATABASE_RELAY_URL: Env.schema.string(),
  DATABASE_OWNER_URL: Env.schema.string.optional(),
  DATABASE_POOL: Env.schema.number.optional(),
  SMTP_URL: Env.schema.string.optional(),
  MAIL_FROM: Env.schema.string.optional(),
  MAIL_UNCERTAIN_SECONDS: Env.schema.number.optional(),
  BUS_LEASE_SECONDS: Env.schema.number.optional(),
  KONTOR_DATA_DIR: Env.schema.string.optional(),
  KONTOR_DEMO: Env.schema.boolean.optional(),
  KONTOR_CLOCK: Env.schema.boolean.optional(),
})
