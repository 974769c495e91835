import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')

/** A tree with a file that may import nothing wrong, so that what is reported is what a test added. */
const INNOCENT: Record<string, string> = {
  'backend/app/core/events.ts': 'export const record = 1',
  'backend/app/crm/account.ts': `import { record } from '#core/events'\nexport const account = record`,
  'backend/app/crm/account_validator.ts': 'export const createAccount = 1',
  'backend/app/tickets/ticket.ts': `import { account } from '#crm/account'\nexport const ticket = account`,
  'backend/app/search/ticket_consumer.ts': `import { ticket } from '#tickets/ticket'\nexport const listen = ticket`,
  'backend/app/portal/tickets_controller.ts': `import { ticket } from '#tickets/ticket'\nexport const page = ticket`,
  'integrations/datev/src/booking.ts': 'export const booking = 1',
  'frontend/src/lib/api.ts': 'export const api = 1',
  'frontend/src/lib/ui/button.ts': 'export const button = 1',
}

/** The names of the rules that report in that tree with `files` in it. */
function reported(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-imports-'))
  try {
    for (const config of ['.dependency-cruiser.js', 'tsconfig.depcruise.json']) {
      cpSync(join(root, config), join(folder, config))
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    for (const [file, source] of Object.entries({ ...INNOCENT, ...files })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), source)
    }
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        cruiser,
        '--config',
        '.dependency-cruiser.js',
        '--output-type',
        'json',
        'backend',
        'frontend',
        'integrations',
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
    )
    if (!stdout) throw new Error(stderr)
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: { rule: { name: string } }[] }
    }
    return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.group('Forbidden imports', (group) => {
  group.tap((each) => each.timeout(60_000))

  test('a tree that keeps the order is not reported', ({ assert }) => {
    assert.deepEqual(reported({}), [])
  })

  test('{rule} reports')
    .with([
      {
        rule: 'order-of-modules-core',
        file: 'backend/app/core/bad.ts',
        source: `import { account } from '#crm/account'\nexport const bad = account`,
      },
      {
        rule: 'order-of-modules-crm',
        file: 'backend/app/crm/bad.ts',
        source: `import { ticket } from '#tickets/ticket'\nexport const bad = ticket`,
      },
      {
        rule: 'order-of-modules-tickets',
        file: 'backend/app/tickets/bad.ts',
        source: `import { listen } from '#search/ticket_consumer'\nexport const bad = listen`,
      },
      {
        rule: 'order-of-modules-portal',
        file: 'backend/app/portal/bad.ts',
        source: `import type { listen } from '#search/ticket_consumer'\nexport type Bad = typeof listen`,
      },
      {
        rule: 'listeners-are-reached-by-events',
        file: 'backend/app/notifications/bad.ts',
        source: `import { listen } from '#search/ticket_consumer'\nexport const bad = listen`,
      },
      {
        rule: 'known-module',
        file: 'backend/app/utilities/bad.ts',
        source: `import { record } from '#core/events'\nexport const bad = record`,
      },
      {
        rule: 'only-models-verbs-and-events-of-another-module',
        file: 'backend/app/tickets/bad.ts',
        source: `import { createAccount } from '#crm/account_validator'\nexport const bad = createAccount`,
      },
      {
        rule: 'integrations-are-pure',
        file: 'integrations/datev/src/bad.ts',
        source: `import { record } from '../../../backend/app/core/events.ts'\nexport const bad = record`,
      },
      {
        rule: 'frontend-takes-types-of-the-backend-only',
        file: 'frontend/src/lib/bad.ts',
        source: `import { record } from '../../../backend/app/core/events.ts'\nexport const bad = record`,
      },
      {
        rule: 'backend-knows-no-frontend',
        file: 'backend/app/core/bad.ts',
        source: `import { api } from '../../../frontend/src/lib/api.ts'\nexport const bad = api`,
      },
      {
        rule: 'parts-know-no-domain',
        file: 'frontend/src/lib/ui/bad.ts',
        source: `import { api } from '#lib/api.ts'\nexport const bad = api`,
      },
      {
        rule: 'no-circles',
        file: 'backend/app/core/events.ts',
        source: `import { record } from './events.js'\nexport { record as again }`,
      },
      {
        rule: 'resolvable',
        file: 'backend/app/core/bad.ts',
        source: `import { gone } from '#nowhere/gone'\nexport const bad = gone`,
      },
    ])
    .run(({ assert }, { rule, file, source }) => {
      assert.include(reported({ [file]: source }), rule)
    })
})
