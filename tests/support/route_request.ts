import type { Fixtures, MakeRequest, RouteRequest } from './route_fixtures.js'
import type { Row } from './world.js'

type Body = unknown | ((row: Row) => unknown)

/** A route without parameters. */
export const plain =
  (body?: unknown): MakeRequest =>
  () => ({ body })

/** A route of one row: `of('tickets.number')` makes a ticket and asks for its number. */
export function of(column: string, body?: Body, param = column.split('.')[1]): MakeRequest {
  return (fixtures) => ofMade(fixtures, column, {}, body, param)
}

/** The same for a row that must be a certain one: `ofMade(fixtures, 'contracts.number', { ends_on: … })`. */
export async function ofMade(
  fixtures: Fixtures,
  column: string,
  given: Row,
  body?: Body,
  param = column.split('.')[1]
): Promise<RouteRequest> {
  const [table, name] = column.split('.')
  const row = await fixtures.row(table, given)
  return {
    params: { [param]: row[name] as string },
    body: typeof body === 'function' ? body(row) : body,
  }
}

/** Parameters that are the same in every tenant. */
export const at =
  (params: RouteRequest['params'], body?: unknown): MakeRequest =>
  () => ({ params, body, paramsNameNoRow: true })

/** The body of a change: the row's version and something harmless. */
export const versioned =
  (change: object = {}) =>
  (row: Row) => ({ version: row.version, ...change })
