import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const ContractsController = () => import('#contracts/contracts_controller')
const ContractLinesController = () => import('#contracts/contract_lines_controller')
const ContractEndingsController = () => import('#contracts/contract_endings_controller')
const CalendarsController = () => import('#contracts/calendars_controller')
const CalendarHolidaysController = () => import('#contracts/calendar_holidays_controller')
const SlaPoliciesController = () => import('#contracts/sla_policies_controller')

staffRoutes(() => {
  router.get('contracts', [ContractsController, 'index']).as('contracts.index')
  router.post('contracts', [ContractsController, 'store']).as('contracts.store')
  router
    .group(() => {
      router.get('', [ContractsController, 'show']).as('contracts.show')
      router.patch('', [ContractsController, 'update']).as('contracts.update')
      router.put('lines', [ContractLinesController, 'update']).as('contract_lines.update')
      router.put('ending', [ContractEndingsController, 'update']).as('contract_endings.update')
      router.delete('ending', [ContractEndingsController, 'destroy']).as('contract_endings.destroy')
    })
    .prefix('contracts/:number')
    .where('number', router.matchers.number())

  router.get('calendars', [CalendarsController, 'index']).as('calendars.index')
  router.post('calendars', [CalendarsController, 'store']).as('calendars.store')
  router
    .group(() => {
      router.patch('', [CalendarsController, 'update']).as('calendars.update')
      router.delete('', [CalendarsController, 'destroy']).as('calendars.destroy')
      router
        .put('holidays/:day', [CalendarHolidaysController, 'update'])
        .as('calendar_holidays.update')
      router
        .delete('holidays/:day', [CalendarHolidaysController, 'destroy'])
        .as('calendar_holidays.destroy')
    })
    .prefix('calendars/:id')
    .where('id', router.matchers.uuid())

  router.get('sla-policies', [SlaPoliciesController, 'index']).as('sla_policies.index')
  router.post('sla-policies', [SlaPoliciesController, 'store']).as('sla_policies.store')
  router
    .group(() => {
      router.patch('', [SlaPoliciesController, 'update']).as('sla_policies.update')
      router.delete('', [SlaPoliciesController, 'destroy']).as('sla_policies.destroy')
    })
    .prefix('sla-policies/:id')
    .where('id', router.matchers.uuid())
})
