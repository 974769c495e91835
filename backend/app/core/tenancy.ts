import { AsyncLocalStorage } from 'node:async_hooks'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'

/** Who acts: a member of staff, a customer's contact, or a part of the system by its name. */
export interface Actor {
  kind: 'member' | 'contact' | 'system'
  id: string
  name: string
}

export interface TenancyContext {
  tenantId: string
  actor: Actor
  /** `portal` sees only the views of schema portal, limited to `accountIds`. */
  role?: 'app' | 'portal'
  accountIds?: string[]
  /** The clock seam: what `app.now()` and `now()` say. Only demo and tests set it. */
  clock?: DateTime
  /** The event that made this work happen; the next ones are recorded as caused by it. */
  cause?: { id: string; depth: number }
  /** `bulk` keeps imports quiet: no mail, no workflow, one audit entry a batch. */
  lane?: 'live' | 'bulk'
}

interface Running {
  context: TenancyContext
  transaction: TransactionClientContract
}

const storage = new AsyncLocalStorage<Running>()

function current(): Running {
  const running = storage.getStore()
  if (!running) throw new Error('No tenant: this code must run inside tenancy.run()')
  return running
}

/** For `set_config`: every setting of a transaction in one statement, so entering a tenant is one round trip. */
async function enter(
  transaction: TransactionClientContract,
  context: TenancyContext
): Promise<void> {
  await transaction.rawQuery(
    `select set_config('role', ?, true), set_config('app.tenant_id', ?, true), set_config('app.actor', ?, true),
            set_config('app.account_ids', ?, true), set_config('app.now', ?, true), set_config('app.audit', ?, true),
            set_config('search_path', ?, true)`,
    [
      context.role === 'portal' ? 'kontor_portal' : 'kontor_app',
      context.tenantId,
      `${context.actor.kind}:${context.actor.id}`,
      context.role === 'portal' ? `{${(context.accountIds ?? []).join(',')}}` : '',
      context.clock?.toISO() ?? '',
      context.lane === 'bulk' ? 'batch' : '',
      context.role === 'portal' ? 'portal' : 'public',
    ]
  )
}

/**
 * The one door to tenant data, for requests, consumers, commands and tests alike: one transaction under the tenant's
 * row-level security. Everything inside (models, query builder, raw SQL, Vine's unique and exists) uses it, because
 * the tenancy provider answers every request for the default connection with the running transaction.
 * Throwing rolls back.
 */
export async function run<T>(context: TenancyContext, work: () => Promise<T>): Promise<T> {
  if (storage.getStore())
    throw new Error('tenancy.run() does not nest: one unit of work, one tenant')
  return begin('app', context, work)
}

/** Thrown inside the transaction to undo it, and swallowed outside. */
class RollBack extends Error {}

/**
 * The same for a request, whose refusal is an answer and no exception: when `refused` says so after the work, everything
 * is undone, and the answer that is already written goes out.
 */
export async function runUnlessRefused(
  context: TenancyContext,
  work: () => Promise<void>,
  refused: () => boolean
): Promise<void> {
  try {
    await run(context, async () => {
      await work()
      if (refused()) throw new RollBack()
    })
  } catch (error) {
    if (!(error instanceof RollBack)) throw error
  }
}

/**
 * A transaction of its own beside the running one, for the same tenant: what it does stays even if the running one
 * rolls back. It has a small pool for itself, because its callers hold a connection while they wait for it.
 */
export async function runAside<T>(work: () => Promise<T>): Promise<T> {
  const { tenantId, actor } = current().context
  return begin('aside', { tenantId, actor }, work)
}

function begin<T>(
  connection: 'app' | 'aside',
  context: TenancyContext,
  work: () => Promise<T>
): Promise<T> {
  return storage.exit(() =>
    db.connection(connection).transaction(async (transaction) => {
      await enter(transaction, context)
      return storage.run({ context, transaction }, work)
    })
  )
}

/**
 * Lets a portal request call a verb: the portal's role only reads. The caller has found the row through the portal's
 * views first, so the database has already said that it is the customer's own.
 */
export async function asStaffRole<T>(work: () => Promise<T>): Promise<T> {
  const { context, transaction } = current()
  const staff: TenancyContext = { ...context, role: 'app', accountIds: undefined }
  await enter(transaction, staff)
  try {
    return await storage.run({ context: staff, transaction }, work)
  } finally {
    await enter(transaction, context).catch(() => {})
  }
}

/** Moves the clock of the running unit of work: for the demo, which lives through months in a few transactions. */
export async function setClock(at: DateTime): Promise<void> {
  const { context, transaction } = current()
  if (!context.clock) throw new Error('Only a unit of work that was begun with a clock can move it')
  context.clock = at
  await transaction.rawQuery(`select set_config('app.now', ?, true)`, [at.toISO()!])
}

/** Acts as somebody else from here on, e.g. another member of the demo. */
export async function setActor(actor: Actor): Promise<void> {
  const { context, transaction } = current()
  context.actor = actor
  await transaction.rawQuery(`select set_config('app.actor', ?, true)`, [
    `${actor.kind}:${actor.id}`,
  ])
}

/** A part that may fail without taking the whole unit of work with it: after a failed statement only this is undone. */
export function savepoint<T>(work: () => Promise<T>): Promise<T> {
  const { context, transaction } = current()
  return transaction.transaction((inner) => storage.run({ context, transaction: inner }, work))
}

/** The transaction that is running in this context, if any: what the provider hands out as the connection. */
export function runningTransaction(): TransactionClientContract | undefined {
  return storage.getStore()?.transaction
}

export const tenantId = (): string => current().context.tenantId
export const actor = (): Actor => current().context.actor
export const context = (): TenancyContext => current().context

/** The time of the unit of work: the context's clock where demo or tests set one, otherwise now. */
export function now(): DateTime<true> {
  return (storage.getStore()?.context.clock ?? DateTime.utc()) as DateTime<true>
}
