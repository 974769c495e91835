import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'

const app = fileURLToPath(new URL('../../backend/app', import.meta.url))

/** A node of a compiled schema, as far as it tells which rules it has. */
interface Node {
  type?: string
  subtype?: string
  validations?: { name?: string }[]
  properties?: Node[]
  each?: Node
  schema?: Node
  conditions?: { schema: Node }[]
}

/** The message that a rule reports, where it is not named like the rule. */
const NAMES: Record<string, string> = { enumList: 'enum', equals: 'literal' }

/** What a schema type itself may report. */
const TYPES = ['string', 'number', 'boolean', 'literal', 'enum', 'array', 'object']

function rulesOf(node: Node): string[] {
  const own = (node.validations ?? []).map(({ name = '' }) =>
    node.type === 'array' && /Length$/.test(name) ? `array.${name}` : (NAMES[name] ?? name)
  )
  const type = node.type === 'literal' ? node.subtype : node.type
  const inner = [
    ...(node.properties ?? []),
    ...(node.each ? [node.each] : []),
    ...(node.schema ? [node.schema] : []),
    ...(node.conditions ?? []).map(({ schema }) => schema),
  ]
  return [...own, ...(type && TYPES.includes(type) ? [type] : []), ...inner.flatMap(rulesOf)]
}

interface Validator {
  toJSON(): { schema: Node }
}

const isValidator = (value: unknown): value is Validator =>
  typeof value === 'object' && value !== null && 'validate' in value && 'toJSON' in value

/** What our own rules report. */
const OWN = ['vat_id', 'phone', 'postcode', 'website', 'domain', 'day', 'date']

async function rulesInUse(): Promise<Map<string, string>> {
  const rules = new Map(['required', ...OWN].map((rule) => [rule, 'everywhere']))
  for (const file of globSync('*/*_validator.ts', { cwd: app })) {
    const exported = Object.entries(await import(`${app}/${file}`))
    for (const [name, validator] of exported)
      if (isValidator(validator))
        for (const rule of rulesOf(validator.toJSON().schema)) rules.set(rule, `${file} ${name}`)
  }
  return rules
}

/** Rules that only change a value, or whose sentence is that of another rule. */
const SILENT = [
  // Our own rules: what they report is named below.
  '',
  'trim',
  'toUpperCase',
  'toLowerCase',
  'normalizeUrl',
  'parse',
  'transform',
]

test.group('What a validator says', () => {
  test('has a German and an English sentence for every rule in use', async ({ assert }) => {
    const rules = await rulesInUse()
    assert.isAbove(rules.size, 15)
    const [german, english] = ['de', 'en'].map((locale) => i18nManager.locale(locale))
    for (const [rule, where] of rules) {
      if (SILENT.includes(rule)) continue
      for (const words of [german, english])
        assert.isTrue(
          words.hasMessage(`validator.shared.messages.${rule}`),
          `${rule} of ${where} in ${words.locale}`
        )
    }
  })
})
