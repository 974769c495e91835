import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { lock, tryLock } from '../../scripts/lock.js'

const module = fileURLToPath(new URL('../../scripts/lock.js', import.meta.url))

/** Another process that holds the lock until it is killed. */
async function holder(name: string): Promise<ChildProcess> {
  const script = `
    const { tryLock } = await import(${JSON.stringify(module)})
    const taken = await tryLock(${JSON.stringify(name)}, () => 'the other one')
    console.log(taken.release ? 'taken' : 'refused')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout!, 'data')
  if (String(said).trim() !== 'taken') throw new Error(String(said))
  return child
}

test.group('Lock', () => {
  test('who comes second hears who has it', async ({ assert, cleanup }) => {
    const name = `lock ${process.pid} second`
    const other = await holder(name)
    cleanup(() => void other.kill('SIGKILL'))
    assert.equal((await tryLock(name)).holder, 'the other one')
  })

  test('a holder that was killed leaves no lock behind', async ({ assert }) => {
    const name = `lock ${process.pid} killed`
    const other = await holder(name)
    other.kill('SIGKILL')
    const taken = await lock(name)
    assert.isFunction(taken.release)
    await taken.release()
  })

  test('who waits gets it when it is given back', async ({ assert }) => {
    const name = `lock ${process.pid} waiting`
    const first = await lock(name)
    let heard = ''
    const second = lock(name, (words: string) => (heard = words))
    const early = await Promise.race([
      second.then(() => 'early'),
      new Promise((resolve) => setTimeout(resolve, 50, 'waits')),
    ])
    assert.equal(early, 'waits')
    await first.release()
    await (await second).release()
    assert.equal(heard, `process ${process.pid}`)
  })

  test('of many at once one has it at a time', async ({ assert }) => {
    const name = `lock ${process.pid} many`
    let inside = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const taken = await lock(name)
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setTimeout(resolve, 2))
        inside--
        await taken.release()
      })
    )
    assert.equal(most, 1)
  })
})
