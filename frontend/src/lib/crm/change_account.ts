import { invalidate } from '$app/navigation'
import { api } from '../api.ts'
import { ApiError } from '../api_error.ts'
import { m } from '../paraglide/messages.js'
import type { Account } from './crm_types.ts'

type Editable =
  | 'name'
  | 'kind'
  | 'vatId'
  | 'taxNumber'
  | 'paymentDays'
  | 'buyerReference'
  | 'phone'
  | 'website'
  | 'note'
  | 'customerSince'
  | 'language'
  | 'addresses'
  | 'domains'
  | 'recipients'

export type AccountChanges = { [Name in Editable]?: Account[Name] } & { debtorNumber?: number }

/**
 * Saves what was edited. If somebody else has saved another field meanwhile, the two do not touch and both stay; if it
 * was the same field, what stands there now is said, and saving again means it.
 */
export async function changeAccount(
  tenant: string,
  before: Account,
  changes: AccountChanges
): Promise<void> {
  try {
    await send(tenant, before, changes)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'version_mismatch') throw error
    const params = { tenant, number: before.number }
    const { data: now } = await api.get('/api/:tenant/accounts/:number', { params })
    const names = Object.keys(changes) as (keyof AccountChanges)[]
    const clash = names.find((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]))
    if (!clash) await send(tenant, now, changes)
    else {
      await invalidate('app:accounts')
      const theirs = typeof now[clash] === 'object' ? '…' : String(now[clash] ?? '–')
      throw new ApiError(409, [{ code: 'conflict', message: m.crm_conflict_text({ theirs }) }])
    }
  }
  await invalidate('app:accounts')
}

async function send(
  tenant: string,
  { number, version }: Account,
  changes: AccountChanges
): Promise<void> {
  await api.patch('/api/:tenant/accounts/:number', {
    params: { tenant, number },
    body: { ...changes, version },
  })
}
