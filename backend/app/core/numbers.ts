import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'

export type NumberKind = 'ticket' | 'customer' | 'debtor' | 'contract' | 'item' | 'asset'

const BLOCK = 20
const blocks = new Map<string, { next: number; end: number }>()
const reserving = new Map<string, Promise<void>>()

/**
 * The next number of a kind that may have gaps. Blocks are reserved in a transaction of their own, so that creating
 * tickets in parallel does not wait for one row (measured by the design: 62 against 1,018 a second).
 * Debtor numbers come singly: the accountant dislikes holes.
 */
export async function nextNumber(kind: NumberKind): Promise<number> {
  const tenantId = tenancy.tenantId()
  const key = `${tenantId}:${kind}`
  for (;;) {
    const block = blocks.get(key)
    if (block && block.next < block.end) return block.next++
    if (!reserving.has(key)) {
      const size = kind === 'debtor' ? 1 : BLOCK
      reserving.set(
        key,
        reserve(kind, size)
          .then((start) => void blocks.set(key, { next: start, end: start + size }))
          .finally(() => reserving.delete(key))
      )
    }
    await reserving.get(key)
  }
}

async function reserve(kind: NumberKind, size: number): Promise<number> {
  return tenancy.runAside(async () => {
    const rows = await sql<{ start: number }>(
      'update number_counters set next_value = next_value + ? where kind = ? returning next_value - ? as start',
      [size, kind, size]
    )
    if (!rows[0]) throw new Error(`The tenant has no counter for ${kind} numbers`)
    return rows[0].start
  })
}
