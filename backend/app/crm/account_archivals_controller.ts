import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Account } from '#crm/account'

export default class AccountArchivalsController {
  async store({ params, response, ability }: HttpContext) {
    const account = await Account.byNumber(params.number)
    authorize(ability, 'archive', 'Account')
    await account.archive()
    return response.noContent()
  }

  async destroy({ params, response, ability }: HttpContext) {
    const account = await Account.byNumber(params.number)
    authorize(ability, 'archive', 'Account')
    await account.unarchive()
    return response.noContent()
  }
}
