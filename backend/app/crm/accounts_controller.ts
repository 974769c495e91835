import type { HttpContext } from '@adonisjs/core/http'
import { authorize, type KontorAbility } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { Account } from '#crm/account'
import { findAccounts } from '#crm/account_list'
import { accountPage } from '#crm/account_page'
import { accountListRow } from '#crm/account_transformer'
import { createAccount, listAccounts, updateAccount } from '#crm/account_validator'
import { partyMeta } from '#crm/tenant_country'

export default class AccountsController {
  async index({ request, ability, member }: HttpContext) {
    const query = await request.validateUsing(listAccounts)
    authorize(ability, 'read', 'Account')
    const { rows, next } = await findAccounts(query, member.hiddenQueueIds)
    return { data: rows.map(accountListRow), meta: { next } }
  }

  async show({ params, ability, member }: HttpContext) {
    const account = await Account.byNumber(params.number)
    authorize(ability, 'read', 'Account')
    return { data: await accountPage(account, ability, member.hiddenQueueIds) }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createAccount, { meta: await partyMeta() })
    authorize(ability, 'create', 'Account')
    authorizeDebtor(ability, payload)
    const account = await Account.add(payload)
    return response.created({ data: { number: account.number } })
  }

  async update({ request, params, ability, member }: HttpContext) {
    const { version, ...changes } = await request.validateUsing(updateAccount, {
      meta: await partyMeta(),
    })
    const account = await Account.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Account')
    authorizeDebtor(ability, changes)
    expectVersion(account, version)
    await account.change(changes)
    return { data: await accountPage(account, ability, member.hiddenQueueIds) }
  }
}

/** The accountant's fields are not everyone's who may edit a customer. */
function authorizeDebtor(
  ability: KontorAbility,
  changes: { debtorNumber?: number; paymentDays?: number | null }
): void {
  if (changes.debtorNumber !== undefined || changes.paymentDays !== undefined)
    authorize(ability, 'update', 'Debtor')
}
