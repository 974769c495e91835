import db from '@adonisjs/lucid/services/db'
import { notFound } from '#core/errors'
import { recordDesk } from '#desk/desk_events'

const NOUNS = { queues: 'queue', ticket_statuses: 'ticket_status', macros: 'macro' } as const

type Ordered = keyof typeof NOUNS

/** The place behind the last one. */
export async function nextPosition(table: Ordered): Promise<number> {
  const [last] = await db.from(table).max('position as position')
  return (last.position ?? 0) + 1
}

/** Gives the rows the order of the ids; what is not named follows behind them. */
export async function reorder(table: Ordered, ids: string[]): Promise<void> {
  const rows = await db.from(table).orderBy('position').forUpdate().select('id', 'position')
  const places = new Map(rows.map((row) => [row.id as string, row.position as number]))
  if (!ids.every((id) => places.has(id))) throw notFound()
  const order = [...ids, ...[...places.keys()].filter((id) => !ids.includes(id))]
  let moved = false
  for (const [index, id] of order.entries()) {
    if (places.get(id) === index + 1) continue
    await db
      .from(table)
      .where('id', id)
      .update({ position: index + 1 })
    moved = true
  }
  if (moved) await recordDesk(`${NOUNS[table]}.reordered`, ids[0])
}
