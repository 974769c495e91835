import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Account } from '#crm/account'
import { accountTimeline } from '#crm/account_timeline'
import { listTimeline } from '#crm/account_validator'

export default class AccountTimelinesController {
  async show({ request, params, ability, member }: HttpContext) {
    const query = await request.validateUsing(listTimeline)
    const account = await Account.byNumber(params.number)
    authorize(ability, 'read', 'Account')
    const { rows, next } = await accountTimeline(account.id, query, ability, member.hiddenQueueIds)
    return { data: rows, meta: { next } }
  }
}
