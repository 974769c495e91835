import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const TicketItemsController = () => import('#time/ticket_items_controller')
const TicketWorkController = () => import('#time/ticket_work_controller')
const TimeEntriesController = () => import('#time/time_entries_controller')
const WorkTimersController = () => import('#time/work_timers_controller')

staffRoutes(() => {
  router.post('tickets/:number/work', [TicketWorkController, 'store']).as('ticket_work.store')
  router
    .delete('tickets/:number/work/:id', [TicketWorkController, 'destroy'])
    .as('ticket_work.destroy')
  router.post('tickets/:number/items', [TicketItemsController, 'store']).as('ticket_items.store')
  router
    .put('tickets/:number/items/:id', [TicketItemsController, 'update'])
    .as('ticket_items.update')
  router
    .delete('tickets/:number/items/:id', [TicketItemsController, 'destroy'])
    .as('ticket_items.destroy')
  router.get('time-entries', [TimeEntriesController, 'index']).as('time_entries.index')
  router.post('time-entries', [TimeEntriesController, 'store']).as('time_entries.store')
  router.put('time-entries/:id', [TimeEntriesController, 'update']).as('time_entries.update')
  router.delete('time-entries/:id', [TimeEntriesController, 'destroy']).as('time_entries.destroy')
  router
    .put('time-entries/:id/approval', [TimeEntriesController, 'approve'])
    .as('time_entries.approve')
  router.get('work-timers', [WorkTimersController, 'index']).as('work_timers.index')
  router.post('work-timers', [WorkTimersController, 'store']).as('work_timers.store')
  router.put('work-timers/:id/pause', [WorkTimersController, 'pause']).as('work_timers.pause')
  router.delete('work-timers/:id', [WorkTimersController, 'destroy']).as('work_timers.destroy')
})
