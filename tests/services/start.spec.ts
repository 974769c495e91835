import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { freePort } from '../../scripts/free_port.js'
import { Launched, left, postmaster, until } from '../support/launched.js'

const TENANT = [
  'tenant:create',
  '--slug',
  'kept',
  '--name',
  'Kept',
  '--admin-email',
  'olga@kept.example',
]

async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/health/ready`).then(
    ({ ok }) => ok,
    () => false
  )
}

test.group('Start', (group) => {
  let folder: string
  let env: NodeJS.ProcessEnv
  const begun: Launched[] = []

  const begin = () => {
    const launched = Launched.start(env)
    begun.push(launched)
    return launched
  }

  group.tap((each) => each.timeout(240_000).skip(process.platform !== 'linux', 'looks into /proc'))

  group.each.setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kontor-start-'))
    // As root the database runs as another user, who has to get in.
    chmodSync(folder, 0o711)
    env = Launched.environment(folder, await freePort(24_000))
    return async () => {
      for (const launched of begun.splice(0)) await launched.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('serves API and pages at the address that it says, and ends without a trace', async ({
    assert,
  }) => {
    const start = begin()
    const address = await start.ready()
    assert.isTrue(await answers(address))
    const page = await fetch(`${address}/sign-in`, { headers: { accept: 'text/html' } })
    assert.equal(page.status, 200)
    assert.include(await page.text(), '<!doctype html>')
    assert.equal(await start.end('SIGTERM'), 0)
    assert.deepEqual(left(folder), [])
    assert.isNull(postmaster(folder))
  })

  test('killed with -9 it leaves no server behind, and the next start has every row', async ({
    assert,
  }) => {
    const first = begin()
    await first.ready()
    assert.equal(Launched.kontor(env, ...TENANT).status, 0)
    await first.end('SIGKILL')
    assert.isTrue(
      await until(() => left(folder).length === 0),
      'server and worker end by themselves'
    )
    const orphan = postmaster(folder)
    assert.isNumber(orphan)

    const second = begin()
    assert.isTrue(await answers(await second.ready()))
    assert.equal(postmaster(folder), orphan)
    const again = Launched.kontor(env, ...TENANT)
    assert.equal(again.status, 1, 'the tenant is there already')
    assert.equal(await second.end('SIGINT'), 0)
    assert.isNull(postmaster(folder))
  })

  test('killed with -9 while it sets up, the next start begins again', async ({ assert }) => {
    for (const moment of [200, 700, 1500]) {
      const start = begin()
      await new Promise((resolve) => setTimeout(resolve, moment))
      await start.end('SIGKILL')
    }
    assert.isTrue(await answers(await begin().ready()))
  })

  test('a database, a server and a worker that are killed come back', async ({ assert }) => {
    const start = begin()
    const address = await start.ready()
    process.kill(postmaster(folder)!, 'SIGKILL')
    assert.isTrue(await until(() => start.said.includes('The database went away')))
    assert.isTrue(await until(() => answers(address)))
  })

  test('a second one in the same folder says where the first one is, and ends with 1', async ({
    assert,
  }) => {
    const address = await begin().ready()
    const second = begin()
    assert.equal(await second.ended(), 1)
    assert.include(second.said, address)
    assert.isTrue(await answers(address))
  })

  test('a taken port is passed over', async ({ assert }) => {
    const taken = createServer().listen(Number(env.KONTOR_PORT), '127.0.0.1')
    try {
      const start = begin()
      const address = await start.ready()
      assert.notInclude(address, `:${env.KONTOR_PORT}`)
      assert.include(start.said, `Port ${env.KONTOR_PORT} is taken`)
    } finally {
      taken.close()
    }
  })

  test('commands work beside it and without it, and stop the database only if they are the last', async ({
    assert,
  }) => {
    assert.equal(Launched.kontor(env, 'migrate').status, 0)
    assert.isNull(postmaster(folder))
    const address = await begin().ready()
    const { status, stdout } = Launched.kontor(env, 'db:url', '--owner')
    assert.equal(status, 0)
    assert.match(stdout, /^postgres:\/\/kontor_owner:/)
    assert.isTrue(await answers(address))
  })

  test('makes the data folder with those above it', async ({ assert }) => {
    const deep = join(folder, 'data', 'of', 'kontor')
    env.KONTOR_DATA_DIR = deep
    const start = begin()
    assert.isTrue(await answers(await start.ready()))
    assert.notInclude(start.said, '/var/lib', 'the user postgres gets in')
    assert.isNumber(postmaster(deep))
  })

  test('a folder that cannot be written is said in one sentence', async ({ assert }) => {
    env.KONTOR_DATA_DIR = '/proc/kontor'
    const start = begin()
    assert.equal(await start.ended(), 1)
    assert.include(start.said, '/proc/kontor')
    assert.notInclude(start.said, '    at ')
  })
})
