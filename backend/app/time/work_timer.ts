import db from '@adonisjs/lucid/services/db'
import { notFound } from '#core/errors'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'

export interface WorkTimer {
  id: string
  ticket: { number: number; subject: string }
  runningSince: string | null
  elapsedSeconds: number
}

/** Pauses whatever runs of this member, keeping what it measured. */
async function pauseRunning(memberId: string): Promise<void> {
  const at = tenancy.now().toISO()
  await changed(
    `update work_timers
     set elapsed_seconds = elapsed_seconds + extract(epoch from ?::timestamptz - running_since)::int, running_since = null
     where member_id = ? and running_since is not null`,
    [at, memberId]
  )
}

/** Starts or resumes the timer of a ticket; another one that runs is paused, so that no minute counts twice. */
export async function startTimer(memberId: string, ticketId: string): Promise<void> {
  // One at a time per member: the row is the lock.
  await sql('select 1 from members where id = ? for update', [memberId])
  await pauseRunning(memberId)
  const at = tenancy.now().toISO()
  await changed(
    `insert into work_timers (member_id, ticket_id, running_since, first_started_at) values (?, ?, ?, ?)
     on conflict (tenant_id, member_id, ticket_id) do update set running_since = excluded.running_since`,
    [memberId, ticketId, at, at]
  )
}

export async function pauseTimer(memberId: string, id: string): Promise<void> {
  if (!(await db.from('work_timers').where({ id, member_id: memberId }).first())) throw notFound()
  await pauseRunning(memberId)
}

/** Removes a timer; its minutes were booked through the composer, or are thrown away knowingly. */
export async function discardTimer(memberId: string, id: string): Promise<void> {
  const removed = await changed('delete from work_timers where id = ? and member_id = ?', [
    id,
    memberId,
  ])
  if (!removed) throw notFound()
}

export async function timersOf(memberId: string): Promise<WorkTimer[]> {
  const rows = await sql<{
    id: string
    number: number
    subject: string
    running_since: Date | null
    elapsed_seconds: number
  }>(
    `select w.id, t.number, t.subject, w.running_since, w.elapsed_seconds
     from work_timers w join tickets t on t.id = w.ticket_id
     where w.member_id = ? order by w.running_since desc nulls last, w.first_started_at desc`,
    [memberId]
  )
  return rows.map((row) => ({
    id: row.id,
    ticket: { number: row.number, subject: row.subject },
    runningSince: row.running_since?.toISOString() ?? null,
    elapsedSeconds: row.elapsed_seconds,
  }))
}
