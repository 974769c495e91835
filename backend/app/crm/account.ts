import type { Infer } from '@vinejs/vine/types'
import { AccountSchema } from '#database/schema'
import { refused } from '#core/errors'
import { nextNumber } from '#core/numbers'
import * as tenancy from '#core/tenancy'
import { saveChanged, touch } from '#core/tenant_model'
import { recordAccount } from '#crm/account_events'
import { replaceAddresses, replaceDomains, replaceRecipients } from '#crm/account_parts'
import type { createAccount, updateAccount } from '#crm/account_validator'
import { isLeitwegId } from '#crm/leitweg_id'

export type NewAccount = Infer<typeof createAccount>
export type AccountChanges = Omit<Infer<typeof updateAccount>, 'version'>

/** Where the numbers of a new account come from; a trial run of an import takes none. */
export interface AccountNumbers {
  customer(): Promise<number>
  debtor(): Promise<number>
}

export class Account extends AccountSchema {
  static table = 'accounts'
  declare kind: 'business' | 'consumer' | 'public_body'
  declare language: 'de' | 'en'

  static readonly counters: AccountNumbers = {
    customer: () => untaken('customer', 'number'),
    debtor: () => untaken('debtor', 'debtor_number'),
  }

  static async byNumber(number: number): Promise<Account> {
    return this.query().where('number', number).firstOrFail()
  }

  /** Adds a customer with its customer number and its debtor number. */
  static async add(input: NewAccount, numbers = Account.counters): Promise<Account> {
    const { addresses = [], domains = [], recipients = [], parentNumber, ...fields } = input
    const account = new Account()
    account.merge({
      kind: 'business',
      language: 'de',
      ...fields,
      createdAt: tenancy.now(),
      version: 1,
    })
    account.refuseWrongReference()
    account.parentId = parentNumber ? await parentId(parentNumber) : null
    account.number = await numbers.customer()
    account.debtorNumber = await numbers.debtor()
    await account.save()
    await replaceAddresses(account.id, addresses)
    await replaceDomains(account.id, domains)
    await replaceRecipients(account.id, recipients)
    await recordAccount('account.created', account)
    return account
  }

  /** Changes what is named, the lists as a whole, and records the names of what really changed. */
  async change(changes: AccountChanges): Promise<string[]> {
    const { addresses, domains, recipients, parentNumber, ...fields } = changes
    const parts: string[] = []
    if (addresses && (await replaceAddresses(this.id, addresses))) parts.push('addresses')
    if (domains && (await replaceDomains(this.id, domains))) parts.push('domains')
    if (recipients && (await replaceRecipients(this.id, recipients))) parts.push('recipients')
    ;(this as Account).merge(fields)
    if (parentNumber !== undefined)
      this.parentId = parentNumber ? await parentId(parentNumber, this.id) : null
    this.refuseWrongReference()
    const changed = [...(await saveChanged(this)), ...parts]
    if (changed.length === 0) return []
    // The lists belong to the account: who edits one must not overwrite what another has read before.
    if (changed.length === parts.length) await touch(this)
    await recordAccount('account.updated', this, changed)
    return changed
  }

  async archive(): Promise<void> {
    if (this.archivedAt) return
    this.archivedAt = tenancy.now()
    await saveChanged(this)
    await recordAccount('account.archived', this)
  }

  async unarchive(): Promise<void> {
    if (!this.archivedAt) return
    this.archivedAt = null
    await saveChanged(this)
    await recordAccount('account.unarchived', this)
  }

  private refuseWrongReference(): void {
    if (this.kind !== 'public_body' || !this.buyerReference) return
    if (!isLeitwegId(this.buyerReference)) throw refused('leitweg_id_invalid', {}, 'buyerReference')
  }
}

/** An import brings numbers that the counter has yet to come to; those are passed over. */
async function untaken(
  kind: 'customer' | 'debtor',
  column: 'number' | 'debtor_number'
): Promise<number> {
  for (;;) {
    const number = await nextNumber(kind)
    if (!(await Account.query().where(column, number).first())) return number
  }
}

/** @throws account_unknown, and parent_circular for an account that would stand above itself */
async function parentId(number: number, childId?: string): Promise<string> {
  const parent = await Account.findBy('number', number)
  if (!parent) throw refused('account_unknown', { number }, 'parentNumber')
  for (
    let above: Account | null = parent;
    above && childId;
    above = above.parentId ? await Account.find(above.parentId) : null
  ) {
    if (above.id === childId) throw refused('parent_circular', {}, 'parentNumber')
  }
  return parent.id
}
