import { rulesToCondition } from '@casl/ability/extra'
import type { KontorAbility } from '#core/ability'

/** The part of a query builder that rules need; Lucid's and knex's both have it. */
export interface Filterable {
  where(column: string, value: unknown): this
  where(callback: (query: Filterable) => void): this
  whereNot(column: string, value: unknown): this
  whereNot(callback: (query: Filterable) => void): this
  whereIn(column: string, values: unknown[]): this
  whereNotIn(column: string, values: unknown[]): this
  orWhere(callback: (query: Filterable) => void): this
  whereRaw(sql: string): this
}

type Filter = (query: Filterable) => void

/**
 * Limits a list to what the ability allows, by the same rules that guard a single row.
 * @param columns maps the rules' field names to column names
 * @throws on an operator that has no translation, so that a rule can never be ignored silently
 */
export function whereAllowed<Query>(
  query: Query,
  ability: KontorAbility,
  action: string,
  type: string,
  columns: Record<string, string>
): Query {
  const filter = rulesToCondition<KontorAbility, Filter, Filter>(
    ability.rulesFor(action, type),
    (rule) => {
      const matches = conditionFilter(rule.conditions ?? {}, columns)
      return rule.inverted ? (part) => void part.whereNot((inner) => matches(inner)) : matches
    },
    {
      and: (filters) => (part) => filters.forEach((each) => part.where((inner) => each(inner))),
      or: (filters) => (part) => filters.forEach((each) => part.orWhere((inner) => each(inner))),
      empty: () => () => {},
    }
  )
  const target = query as unknown as Filterable
  if (filter === null) target.whereRaw('false')
  else target.where((part) => filter(part))
  return query
}

function conditionFilter(
  conditions: Record<string, unknown>,
  columns: Record<string, string>
): Filter {
  return (query) => {
    for (const [field, wanted] of Object.entries(conditions)) {
      const column = columns[field]
      if (!column) throw new Error(`The field ${field} of an ability rule has no column`)
      if (wanted === null || typeof wanted !== 'object') query.where(column, wanted)
      else applyOperator(query, column, wanted as Record<string, unknown>)
    }
  }
}

function applyOperator(
  query: Filterable,
  column: string,
  operators: Record<string, unknown>
): void {
  for (const [operator, value] of Object.entries(operators)) {
    if (operator === '$in') query.whereIn(column, value as unknown[])
    else if (operator === '$nin') query.whereNotIn(column, value as unknown[])
    else if (operator === '$ne') query.whereNot(column, value)
    else throw new Error(`The operator ${operator} of an ability rule has no translation`)
  }
}
