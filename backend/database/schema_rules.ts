import type { SchemaRules } from '@adonisjs/lucid/types/schema_generator'

const plain = (tsType: string) => ({ tsType, imports: [], decorators: [{ name: '@column' }] })

/** How database types become TypeScript: days and decimals stay strings, int8 is a guarded number. */
export default {
  types: {
    date: plain('string'),
    bigint: plain('number'),
    jsonb: plain('Record<string, unknown>'),
    ARRAY: plain('string[]'),
  },
  primaryKey: (_table, _keys, columns) =>
    columns.id
      ? {
          columnName: 'id',
          columnInfo: {
            tsType: columns.id.type === 'uuid' ? 'string' : 'number',
            imports: [],
            decorators: [{ name: '@column', args: { isPrimary: true } }],
          },
        }
      : undefined,
} satisfies SchemaRules
