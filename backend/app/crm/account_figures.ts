import type { KontorAbility } from '#core/ability'
import { sql } from '#core/sql'

export interface AccountFigures {
  openTickets: number
  breachedTickets: number
  contracts: number
  assets: number
  /** Net of the documents of the last twelve months in minor units; null for those who may not read documents. */
  netLastYear: number | null
  /** The last word from or to the customer. */
  lastMessageAt: string | null
}

interface Row extends Omit<AccountFigures, 'lastMessageAt'> {
  lastMessageAt: Date | null
}

/** "Is this customer healthy?" in one query. Tickets of queues that are hidden from the person do not count. */
export async function accountFigures(
  accountId: string,
  ability: KontorAbility,
  hiddenQueueIds: string[]
): Promise<AccountFigures> {
  const [row] = await sql<Row>(
    `with today as (
       select (app.now() at time zone time_zone)::date as day from tenants where id = app.tenant_id()
     ), mine as (
       select category, sla_state, last_message_at from tickets
       where account_id = ? and merged_into is null and queue_id <> all (?::uuid[])
     ), unsolved as (
       select * from mine where category in ('new', 'open', 'pending')
     )
     select (select count(*) from unsolved) as "openTickets",
            (select count(*) from unsolved where sla_state = 'breached') as "breachedTickets",
            (select max(last_message_at) from mine) as "lastMessageAt",
            (select count(*) from contracts where account_id = ? and starts_on <= day and (ends_on is null or ends_on >= day)) as contracts,
            (select count(*) from asset_assignments where account_id = ? and valid_from <= day
               and (valid_to is null or valid_to >= day)) as assets,
            (select coalesce(sum(net), 0)::bigint from documents
             where account_id = ? and issued_at is not null and document_date > day - 365) as "netLastYear"
     from today`,
    [accountId, hiddenQueueIds, accountId, accountId, accountId]
  )
  return {
    ...row,
    netLastYear: ability.can('read', 'Document') ? row.netLastYear : null,
    lastMessageAt: row.lastMessageAt?.toISOString() ?? null,
  }
}
