import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import * as validator from '#documents/document_validator'
import { cancelDocument } from '#documents/cancel_document'
import { deliveryTime } from '#documents/delivery_time'
import { findDocument } from '#documents/document'
import { deliverDocument } from '#documents/document_delivery'
import { issueDocument } from '#documents/issue_document'

/** What happens to one document: it is issued, sent, and perhaps taken back by another. */
export default class DocumentStepsController {
  async issue({ request, response, params, ability }: HttpContext) {
    const { date } = await request.validateUsing(validator.issueDocument)
    const document = await findDocument(params.reference)
    authorize(ability, 'issue', 'Document')
    return response.created({ data: { number: await issueDocument(document.id, date) } })
  }

  async cancel({ response, params, ability }: HttpContext) {
    const document = await findDocument(params.reference)
    authorize(ability, 'cancel', 'Document')
    return response.created({ data: await cancelDocument(document.id) })
  }

  async deliver({ request, response, params, ability }: HttpContext) {
    const { at } = await request.validateUsing(validator.deliverDocument)
    const document = await findDocument(params.reference)
    authorize(ability, 'send', 'Document')
    await deliverDocument(document, await deliveryTime(at))
    return response.status(202).send({ data: { queued: true } })
  }
}
