import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const ContractPreviewsController = () => import('#billing/contract_previews_controller')
const BillingRunsController = () => import('#billing/billing_runs_controller')
const BillingRunStepsController = () => import('#billing/billing_run_steps_controller')
const OfficeDutiesController = () => import('#billing/office_duties_controller')

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

  router.get('office-duties', [OfficeDutiesController, 'show']).as('office_duties.show')
  router
    .post('contracts/:number/preview', [ContractPreviewsController, 'store'])
    .where('number', router.matchers.number())
    .as('contract_previews.store')
})
