import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { TestResults } from '../../scripts/test_results.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the launcher makes of the reports of one process. */
function counted(lines: object[], requireServices = false) {
  const printed: string[] = []
  const results = new TestResults({ requireServices, print: (line: string) => printed.push(line) })
  for (const line of lines) results.count(JSON.stringify(line))
  const { passed, failed, skipped } = results
  return { passed, failed, skipped: skipped.length, exit: results.report(), last: printed.at(-1) }
}

const passing = { event: 'test:end', file: 'a.spec.ts', title: 'adds', errors: [] }
const failing = { ...passing, failed: true, errors: [{ phase: 'test', message: 'no' }] }
const skipping = (skipReason: string) => ({ ...passing, skipped: true, skipReason })

test.group('Test results', () => {
  test('a failing test makes the run fail', ({ assert }) => {
    assert.deepEqual(counted([passing, failing]), {
      passed: 1,
      failed: 1,
      skipped: 0,
      exit: 1,
      last: '1 passed, 1 failed',
    })
  })

  test('a set-up or tear-down that fails makes the run fail', ({ assert }) => {
    const hook = {
      event: 'hook:failed',
      title: 'Accounts',
      errors: [{ phase: 'setup', message: 'no' }],
    }
    assert.include(counted([passing, hook]), { passed: 1, failed: 1, exit: 1 })
  })

  test('a skipped test is neither passed nor failed', ({ assert }) => {
    assert.include(counted([passing, skipping('no samples beside this folder')]), {
      passed: 1,
      failed: 0,
      skipped: 1,
      exit: 0,
    })
  })

  test('where services are required, a test that lacks one fails: {$self}')
    .with(['needs RabbitMQ', 'pdftotext is not installed', 'the search service is away'])
    .run(({ assert }, reason) => {
      assert.include(counted([passing, skipping(reason)], false), { failed: 0, exit: 0 })
      assert.include(counted([passing, skipping(reason)], true), { failed: 1, exit: 1 })
    })

  test('where services are required, a test without meaning here is still only skipped', ({
    assert,
  }) => {
    assert.include(counted([passing, skipping('no samples beside this folder')], true), {
      failed: 0,
      exit: 0,
    })
  })

  test('a run in which nothing passed fails', ({ assert }) => {
    assert.equal(counted([]).exit, 1)
    assert.equal(counted([skipping('no samples')]).exit, 1)
  })

  test('other output is passed through', ({ assert }) => {
    const printed: string[] = []
    const results = new TestResults({ print: (line: string) => printed.push(line) })
    for (const line of ['plain', '{"event":"other"}', '17']) results.count(line)
    assert.deepEqual(printed, ['plain', '{"event":"other"}', '17'])
    assert.equal(results.passed, 0)
  })

  test('the reporter tells of failing tests, failing hooks and skips as the launcher reads them', ({
    assert,
  }) => {
    const folder = mkdtempSync(join(root, 'tests/unit/scratch-'))
    try {
      const file = join(folder, 'sample.ts')
      writeFileSync(file, SAMPLE)
      const script = `
        import { assert } from '@japa/assert'
        import { configure, run } from '@japa/runner'
        import { reporter } from ${JSON.stringify(join(root, 'tests/reporter.ts'))}
        configure({ files: () => [new URL(${JSON.stringify(`file://${file}`)})], plugins: [assert()],
          reporters: { activated: [reporter.name], list: [reporter] }, forceExit: true })
        await run()`
      writeFileSync(join(folder, 'run.ts'), script)
      const { stdout, status } = spawnSync(
        process.execPath,
        ['--import=@poppinss/ts-exec', join(folder, 'run.ts')],
        {
          cwd: root,
          encoding: 'utf8',
        }
      )
      assert.equal(status, 1)
      const printed: string[] = []
      const results = new TestResults({ print: (line: string) => printed.push(line) })
      const files = stdout
        .trim()
        .split('\n')
        .map((line) => results.count(line))
      assert.include(results, { passed: 1, failed: 2 })
      assert.deepEqual(results.skipped, ['Group: skips: needs a moon'])
      assert.include(files, relative(root, file))
      assert.include(printed.join('\n'), 'the set-up broke')
    } finally {
      rmSync(folder, { recursive: true })
    }
  }).timeout(60_000)
})

const SAMPLE = `
import { test } from '@japa/runner'
test.group('Group', () => {
  test('passes', ({ assert }) => assert.equal(1, 1))
  test('fails', ({ assert }) => assert.equal(1, 2))
  test('skips', () => {}).skip(true, 'needs a moon')
})
test.group('Broken', (group) => {
  group.setup(() => { throw new Error('the set-up broke') })
  test('never runs', () => {})
})
`
