import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { freePort } from '../../scripts/free_port.js'
import { Client } from '../support/client.js'
import { Launched } from '../support/launched.js'

const OWNER = { email: 'olga@voll.example', password: 'a disk of its own' }
const FULL =
  'Der Speicher ist voll. Es wurde nichts gespeichert. Bitte verständigen Sie den Betrieb.'

/** A small disk in memory, mounted for this one process and those that it starts. */
const WITH_SMALL_DISK = [
  'unshare',
  '--mount',
  'sh',
  '-c',
  'mount -t tmpfs -o size=200m,mode=711 tmpfs "$KONTOR_DATA_DIR" && exec "$@"',
  'sh',
]
const mountable =
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0

test.group('A full disk', (group) => {
  let folder: string
  let launched: Launched

  group.tap((each) => each.timeout(120_000).skip(!mountable, 'may not mount a small disk'))

  group.each.setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kontor-full-'))
    // As root the database runs as another user, who has to get in.
    chmodSync(folder, 0o711)
    launched = Launched.start(Launched.environment(folder, await freePort(25_000)), WITH_SMALL_DISK)
    return async () => {
      await launched.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('is said in a sentence, leaves nothing half-done, and passes when there is room again', async ({
    assert,
  }) => {
    const client = new Client('de', await launched.ready())
    const created = launched.kontorInside(
      ...['tenant:create', '--slug', 'voll', '--name', 'Voll', '--admin-email', OWNER.email],
      ...['--admin-password', OWNER.password]
    )
    assert.equal(created.status, 0)
    assert.equal((await client.post('/api/session', OWNER)).status, 200)
    const mail = join(folder, '..', `${folder.split('/').at(-1)}.eml`)
    writeFileSync(
      mail,
      'From: kunde@kanzlei.example\r\nSubject: Drucker\r\n\r\nEr druckt nicht.\r\n'
    )
    const upload = () => client.post('/api/voll/files?name=plan.pdf', randomBytes(3_000_000))
    const ingest = () => launched.kontorInside('mail:ingest', mail, '--tenant', 'voll', '--json')
    const tickets = async () => (await client.get('/api/voll/tickets?view=all')).data.length

    const filler = fill(`/proc/${launched.child.pid}/root${folder}`)
    try {
      const refused = await upload()
      assert.equal(refused.status, 503)
      assert.deepEqual(refused.json.errors, [{ code: 'disk_full', message: FULL }])

      const failed = ingest()
      assert.equal(failed.status, 1)
      assert.include(JSON.parse(failed.stdout.split('\n')[0]), {
        outcome: 'failed',
        reason: 'The storage is full. Nothing was saved. Please tell the operator.',
      })
      assert.equal(await tickets(), 0, 'reading goes on')
      assert.lengthOf((await client.get('/api/voll/inbound-mails')).data, 0)
    } finally {
      rmSync(filler)
    }

    assert.equal((await upload()).status, 201)
    const taken = ingest()
    assert.equal(taken.status, 0)
    assert.equal(JSON.parse(taken.stdout.split('\n')[0]).outcome, 'created')
    assert.equal(await tickets(), 1)
    rmSync(mail)
  })
})

/** Writes until the disk takes no more; returns the file. */
function fill(disk: string): string {
  const path = join(disk, 'filler')
  const file = openSync(path, 'w')
  try {
    for (const block = Buffer.alloc(4096); ;) writeSync(file, block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
  return path
}
