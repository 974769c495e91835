import { sql } from '#core/sql'

/** Restricted queues that do not name this member. Owners are no exception: HR matters are not the owner's by default. */
export async function hiddenQueues(memberId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select id from queues q where restricted and not exists (
       select from queue_members m where m.queue_id = q.id and m.member_id = ?)`,
    [memberId]
  )
  return rows.map((row) => row.id)
}
