import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const ContractHoursController = () => import('#charges/contract_hours_controller')

staffRoutes(() => {
  router
    .get('tickets/:number/contract-hours', [ContractHoursController, 'show'])
    .as('contract_hours.show')
})
