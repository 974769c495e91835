import { relative } from 'node:path'
import type { NamedReporterContract } from '@japa/runner/types'

/**
 * One JSON object a line for scripts/test_results.js. Unlike japa's own ndjson it also reports errors of set-up and
 * tear-down around a group or a suite, where tests that never ran would otherwise go unnoticed.
 */
export const reporter: NamedReporterContract = {
  name: 'kontor',
  handler(_runner, emitter) {
    let file: string | undefined
    let group: string | undefined
    const print = (event: string, fields: object) =>
      console.log(JSON.stringify({ event, file, ...fields }))
    emitter.on('group:start', ({ title, meta }) => {
      group = title
      file = path(meta)
    })
    emitter.on('group:end', ({ title, errors }) => {
      group = undefined
      if (errors.length > 0) print('hook:failed', { title, errors: errors.map(readable) })
    })
    emitter.on('suite:end', ({ name, errors }) => {
      if (errors.length > 0) print('hook:failed', { title: name, errors: errors.map(readable) })
    })
    emitter.on('test:end', (test) => {
      file = path(test.meta)
      print('test:end', {
        title: [group, test.title.expanded].filter(Boolean).join(': '),
        skipped: test.isSkipped || test.isTodo,
        skipReason: test.isTodo ? 'not written' : test.skipReason,
        failed: test.hasError,
        errors: test.errors.map(readable),
      })
    })
  },
}

function path(meta: Record<string, unknown>): string | undefined {
  return typeof meta.fileName === 'string' ? relative(process.cwd(), meta.fileName) : undefined
}

function readable({ phase, error }: { phase: string; error: unknown }) {
  const { message, stack, expected, actual } = error as Record<string, unknown>
  return { phase, message: stack ?? message ?? String(error), expected, actual }
}
