import { isIP } from 'node:net'

// Only what Node itself brings: this runs before anything is installed.

const URL_OF_DATABASE = {
  holds: (value) => isUrl(value, /^postgres(ql)?:$/) && new URL(value).pathname.length > 1,
  form: 'takes the address of a PostgreSQL database, e.g. postgres://user:password@db.example.com:5432/kontor',
  secret: true,
}
const PORT = { holds: (value) => isWhole(value, 1, 65_535), form: 'takes a port, 1 to 65535' }
const SECONDS = { holds: (value) => isWhole(value, 1, 86_400), form: 'takes seconds, 1 to 86400' }
const YES_OR_NO = {
  holds: (value) => ['true', 'false', '1', '0'].includes(value),
  form: 'takes true or false',
}
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/** What each variable of .env.example may hold; the value of a secret one is never printed. */
const SETTINGS = {
  KONTOR_PORT: PORT,
  PORT,
  HOST: {
    holds: (value) => isIP(value) > 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(value),
    form: 'takes the name or the address to listen on',
  },
  APP_URL: {
    holds: (value) => isUrl(value, /^https?:$/),
    form: 'takes an address that begins with http:// or https://',
  },
  TRUSTED_PROXIES: {
    holds: (value) => value.split(',').every((each) => isNetwork(each.trim())),
    form: 'takes addresses and networks, separated by commas, e.g. 10.0.0.5, 10.1.0.0/16',
  },
  NODE_ENV: {
    holds: (value) => ['development', 'production', 'test'].includes(value),
    form: 'takes development, production or test',
  },
  KONTOR_DEMO: YES_OR_NO,
  KONTOR_CLOCK: YES_OR_NO,
  LOG_LEVEL: { holds: (value) => LEVELS.includes(value), form: `takes ${LEVELS.join(', ')}` },
  DATABASE_URL: URL_OF_DATABASE,
  DATABASE_IDENTITY_URL: URL_OF_DATABASE,
  DATABASE_RELAY_URL: URL_OF_DATABASE,
  DATABASE_OWNER_URL: URL_OF_DATABASE,
  DATABASE_POOL: { holds: (value) => isWhole(value, 1, 1000), form: 'takes a number, 1 to 1000' },
  APP_KEY: {
    holds: (value) => value.length >= 32,
    form: 'takes 32 random characters or more',
    secret: true,
  },
  SMTP_URL: {
    holds: (value) => isUrl(value, /^smtps?:$/),
    form: 'takes the address of a mail server, e.g. smtps://user:password@mail.example.com:465',
    secret: true,
  },
  MAIL_FROM: {
    holds: (value) => /^[^@<>]*<?[^\s@<>]+@[^\s@<>]+>?$/.test(value),
    form: 'takes a mail address, e.g. Kontor <kontor@example.com>',
  },
  MAIL_UNCERTAIN_SECONDS: SECONDS,
  BUS_LEASE_SECONDS: SECONDS,
}

/** What the operator's own database needs beside its address; embedded, the launcher makes them. */
const WITH_OWN_DATABASE = ['DATABASE_IDENTITY_URL', 'DATABASE_RELAY_URL', 'APP_KEY']

/** One sentence about the first variable that is wrong or missing, or null. An empty one counts as not set. */
export function wrongSetting(env) {
  for (const [name, { holds, form, secret }] of Object.entries(SETTINGS)) {
    if (!env[name] || holds(env[name])) continue
    return `${name}${secret ? '' : `=${env[name]}`} is wrong: it ${form}.`
  }
  const missing = env.DATABASE_URL && WITH_OWN_DATABASE.find((name) => !env[name])
  return missing
    ? `${missing} is missing: with DATABASE_URL it is needed, too. It ${SETTINGS[missing].form}.`
    : null
}

function isUrl(value, protocol) {
  return URL.canParse(value) && protocol.test(new URL(value).protocol) && new URL(value).host !== ''
}

function isWhole(value, least, most) {
  return /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most
}

function isNetwork(value) {
  const [address, prefix, ...rest] = value.split('/')
  const bits = { 4: 32, 6: 128 }[isIP(address)]
  return (
    bits !== undefined && rest.length === 0 && (prefix === undefined || isWhole(prefix, 0, bits))
  )
}
