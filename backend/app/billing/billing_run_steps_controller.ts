import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { wordedParams } from '#core/problems'
import { draftRun } from '#billing/billing_run'
import * as validator from '#billing/billing_validator'
import { deliverRun, issueRun, type Refusal } from '#billing/issue_run'
import { deliveryTime } from '#documents/delivery_time'

export default class BillingRunStepsController {
  async draft({ request, ability }: HttpContext) {
    const { month } = (await request.validateUsing(validator.billedMonth)).params
    authorize(ability, 'create', 'Document')
    return { data: await draftRun(month) }
  }

  async issue({ request, ability, i18n }: HttpContext) {
    const { documentIds, date } = await request.validateUsing(validator.issueRun)
    const { month } = (await request.validateUsing(validator.billedMonth)).params
    authorize(ability, 'issue', 'Document')
    const { done, refused } = await issueRun(month, documentIds ?? null, date)
    return { data: { issued: done, refused: refused.map((each) => refusal(each, i18n)) } }
  }

  async deliver({ request, ability, i18n }: HttpContext) {
    const { documentIds, at } = await request.validateUsing(validator.deliverRun)
    const { month } = (await request.validateUsing(validator.billedMonth)).params
    authorize(ability, 'send', 'Document')
    const { done, refused } = await deliverRun(month, documentIds ?? null, await deliveryTime(at))
    return { data: { queued: done.length, refused: refused.map((each) => refusal(each, i18n)) } }
  }
}

function refusal({ documentId, accountName, code, params }: Refusal, i18n: HttpContext['i18n']) {
  return {
    documentId,
    accountName,
    code,
    message: i18n.t(`errors.${code}`, wordedParams(params, i18n.locale), code),
  }
}
