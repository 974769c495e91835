import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const ContractPreviewsController = () => import('#billing/contract_previews_controller')
const BillingRunsController = () => import('#billing/billing_runs_controller')
const BillingRunStepsController = () => import('#billing/billing_run_steps_controller')
const ContractHoursController = () => import('#billing/contract_hours_controller')
const OfficeDutiesController = () => import('#billing/office_duties_controller')
const DocumentsController = () => import('#billing/documents_controller')
const DocumentStepsController = () => import('#billing/document_steps_controller')
const DocumentHoldsController = () => import('#billing/document_holds_controller')
const DocumentFilesController = () => import('#billing/document_files_controller')
const ExportsController = () => import('#billing/exports_controller')
const ExportFilesController = () => import('#billing/export_files_controller')

const month = /^\d{4}-(0[1-9]|1[0-2])$/

staffRoutes(() => {
  router
    .get('billing-runs/:month', [BillingRunsController, 'show'])
    .where('month', month)
    .as('billing_runs.show')
  router
    .post('billing-runs/:month/draft', [BillingRunStepsController, 'draft'])
    .where('month', month)
    .as('billing_runs.draft')
  router
    .post('billing-runs/:month/issuance', [BillingRunStepsController, 'issue'])
    .where('month', month)
    .as('billing_runs.issue')
  router
    .post('billing-runs/:month/delivery', [BillingRunStepsController, 'deliver'])
    .where('month', month)
    .as('billing_runs.deliver')

  router
    .get('tickets/:number/contract-hours', [ContractHoursController, 'show'])
    .as('contract_hours.show')
  router.get('office-duties', [OfficeDutiesController, 'show']).as('office_duties.show')
  router
    .post('contracts/:number/preview', [ContractPreviewsController, 'store'])
    .where('number', router.matchers.number())
    .as('contract_previews.store')

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

  router.get('exports', [ExportsController, 'index']).as('exports.index')
  router.post('exports', [ExportsController, 'store']).as('exports.store')
  router
    .get('exports/:id/files/:position', [ExportFilesController, 'show'])
    .where('position', /^\d+$/)
    .as('export_files.show')
})
