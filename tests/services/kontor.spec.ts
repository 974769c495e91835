import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { freePort } from '../../scripts/free_port.js'
import { wrongSetting } from '../../scripts/settings.js'
import { Client } from '../support/client.js'
import { Launched, until } from '../support/launched.js'

const lastLine = (text: string) => JSON.parse(text.trim().split('\n').at(-1)!)

test.group('npx kontor', (group) => {
  let folder: string
  let env: NodeJS.ProcessEnv

  group.tap((each) => each.timeout(240_000))
  group.setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kontor-cli-'))
    // As root the database runs as another user, who has to get in.
    chmodSync(folder, 0o711)
    env = Launched.environment(folder, await freePort(24_000))
    return () => rmSync(folder, { recursive: true, force: true })
  })

  test('ends with 2 when it was called wrongly, and says in one sentence why', ({ assert }) => {
    const wrong: [string[], RegExp][] = [
      [['mail:ingets'], /mail:ingets/],
      [['mail:ingest'], /source/],
      [['mail:ingest', 'x.eml', '--tennant', 'acme'], /--tennant/],
      [['mail:ingest', 'x.eml', '--tenant'], /tenant/],
      [['mail:ingest', 'x.eml'], /Which tenant/],
    ]
    for (const [words, sentence] of wrong) {
      const plain = Launched.kontor(env, ...words)
      assert.equal(plain.status, 2, words.join(' '))
      assert.match(plain.stdout + plain.stderr, sentence)
      assert.notMatch(plain.stdout + plain.stderr, /\n\s+at /, 'no stack trace')
      const json = Launched.kontor(env, ...words, '--json')
      assert.equal(json.status, 2, words.join(' '))
      assert.equal(lastLine(json.stdout).failed, 1)
      assert.match(lastLine(json.stdout).error, sentence)
    }
  })

  test('explains itself with 0', ({ assert }) => {
    assert.equal(Launched.kontor(env).status, 0)
    const help = Launched.kontor(env, 'help', 'mail:ingest')
    assert.equal(help.status, 0)
    assert.include(help.stdout, '--mailbox')
  })

  test('serve believes X-Forwarded-For from the proxies that TRUSTED_PROXIES names', async ({
    assert,
  }) => {
    const port = String(await freePort(25_000))
    const origin = `http://127.0.0.1:${port}`
    const own = { PORT: port, APP_URL: origin, TRUSTED_PROXIES: '127.0.0.1' }
    const serving = spawn(process.execPath, ['backend/bin/kontor.js', 'serve'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...env, ...own },
      stdio: 'ignore',
    })
    try {
      const live = () => fetch(`${origin}/health/live`).then(Boolean, () => false)
      assert.isTrue(await until(live))
      const client = new Client('de', origin)
      const body = { email: 'nobody@example.test', password: 'guess' }
      const last = async (addressOf: (attempt: number) => string) => {
        let status = 0
        for (let attempt = 0; attempt < 9; attempt++) {
          const headers = { 'x-forwarded-for': addressOf(attempt) }
          ;({ status } = await client.request('POST', '/api/session', body, headers))
        }
        return status
      }
      assert.equal(await last((attempt) => `203.0.113.${attempt}`), 401)
      assert.equal(await last(() => '203.0.113.99'), 429)
    } finally {
      serving.kill('SIGINT')
      await once(serving, 'exit')
    }
  })
})

test.group('A wrong or missing setting', () => {
  const nowhere = join(tmpdir(), 'kontor-never-made')
  const DATABASE = 'postgres://kontor_login:secret@127.0.0.1:1/kontor'
  const wrong: [string, NodeJS.ProcessEnv][] = [
    ['DATABASE_URL', { DATABASE_URL: 'quatsch' }],
    ['DATABASE_IDENTITY_URL', { DATABASE_URL: DATABASE }],
    ['KONTOR_PORT', { KONTOR_PORT: 'abc' }],
    ['KONTOR_DEMO', { KONTOR_DEMO: 'ja' }],
    ['HOST', { HOST: '0.0.0.0/0' }],
    ['APP_URL', { APP_URL: 'kontor.example.com' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'the-proxy' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example.com' }],
    ['MAIL_FROM', { MAIL_FROM: 'kontor' }],
    ['DATABASE_POOL', { DATABASE_POOL: 'many' }],
    ['MAIL_UNCERTAIN_SECONDS', { MAIL_UNCERTAIN_SECONDS: '-1' }],
    ['BUS_LEASE_SECONDS', { BUS_LEASE_SECONDS: '1.5' }],
    ['APP_KEY', { APP_KEY: 'short' }],
  ]

  test('ends start and command line at once with its name, before anything is started', async ({
    assert,
  }) => {
    for (const [name, settings] of wrong) {
      const env = { ...Launched.environment(nowhere, 24_000), ...settings }
      const start = Launched.start(env)
      assert.equal(await start.ended(), 2, name)
      assert.match(start.said, new RegExp(`^${name}\\b.*\\n$`), 'one line')
      assert.isFalse(existsSync(nowhere))
    }
    const env = { ...Launched.environment(nowhere, 24_000), DATABASE_URL: 'quatsch' }
    const command = Launched.kontor(env, 'migrate', '--json')
    assert.equal(command.status, 2)
    assert.match(lastLine(command.stdout).error, /^DATABASE_URL /)
    assert.isFalse(existsSync(nowhere))
  }).timeout(60_000)

  test('that is secret is not printed, and what is right passes', ({ assert }) => {
    assert.notInclude(wrongSetting({ DATABASE_URL: 'mysql://me:geheim@db/kontor' })!, 'geheim')
    const url = (role: string) => `postgres://${role}:x@db.example.com:5432/kontor`
    assert.isNull(
      wrongSetting({
        DATABASE_URL: url('kontor_login'),
        DATABASE_IDENTITY_URL: url('kontor_identity'),
        DATABASE_RELAY_URL: url('kontor_relay'),
        APP_KEY: 'a'.repeat(43),
        KONTOR_PORT: '3333',
        HOST: '::1',
        APP_URL: 'https://kontor.example.com',
        TRUSTED_PROXIES: '127.0.0.1, fd00::/8',
        SMTP_URL: 'smtps://user:password@mail.example.com:465',
        MAIL_FROM: 'Kontor <kontor@example.com>',
        KONTOR_DEMO: '',
      })
    )
  })
})
