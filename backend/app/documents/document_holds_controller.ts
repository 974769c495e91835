import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { findDocument, holdDocument, releaseDocument } from '#documents/document'

export default class DocumentHoldsController {
  async store({ response, params, ability }: HttpContext) {
    const document = await findDocument(params.reference)
    authorize(ability, 'hold', 'Document')
    await holdDocument(document)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const document = await findDocument(params.reference)
    authorize(ability, 'hold', 'Document')
    await releaseDocument(document)
    return response.noContent()
  }
}
