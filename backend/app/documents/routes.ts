import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const DocumentsController = () => import('#documents/documents_controller')
const DocumentStepsController = () => import('#documents/document_steps_controller')
const DocumentHoldsController = () => import('#documents/document_holds_controller')
const DocumentFilesController = () => import('#documents/document_files_controller')

staffRoutes(() => {
  router.get('documents', [DocumentsController, 'index']).as('documents.index')
  router.post('documents', [DocumentsController, 'store']).as('documents.store')
  router.get('documents/:reference', [DocumentsController, 'show']).as('documents.show')
  router.put('documents/:reference', [DocumentsController, 'update']).as('documents.update')
  router.delete('documents/:reference', [DocumentsController, 'destroy']).as('documents.destroy')
  router
    .post('documents/:reference/issuance', [DocumentStepsController, 'issue'])
    .as('documents.issue')
  router
    .post('documents/:reference/cancellation', [DocumentStepsController, 'cancel'])
    .as('documents.cancel')
  router
    .post('documents/:reference/delivery', [DocumentStepsController, 'deliver'])
    .as('documents.deliver')
  router
    .post('documents/:reference/hold', [DocumentHoldsController, 'store'])
    .as('document_holds.store')
  router
    .delete('documents/:reference/hold', [DocumentHoldsController, 'destroy'])
    .as('document_holds.destroy')
  router
    .get('documents/:reference/files/:kind', [DocumentFilesController, 'show'])
    .where('kind', /^(pdf|xml)$/)
    .as('document_files.show')
})
