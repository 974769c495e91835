import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const TicketsController = () => import('#tickets/tickets_controller')
const TicketOptionsController = () => import('#tickets/ticket_options_controller')
const TicketAssignmentsController = () => import('#tickets/ticket_assignments_controller')
const TicketStatusesController = () => import('#tickets/ticket_statuses_controller')
const TicketMergersController = () => import('#tickets/ticket_mergers_controller')
const TicketLinksController = () => import('#tickets/ticket_links_controller')
const FilesController = () => import('#tickets/files_controller')
const TicketTagsController = () => import('#tickets/ticket_tags_controller')
const SavedViewsController = () => import('#tickets/saved_views_controller')

staffRoutes(() => {
  router.get('tickets', [TicketsController, 'index']).as('tickets.index')
  router.post('tickets', [TicketsController, 'store']).as('tickets.store')
  router.get('ticket-counts', [TicketsController, 'counts']).as('tickets.counts')
  router.get('ticket-options', [TicketOptionsController, 'index']).as('ticket_options.index')
  router
    .get('tickets/:number', [TicketsController, 'show'])
    .as('tickets.show')
    .where('number', router.matchers.number())
  router
    .patch('tickets/:number', [TicketsController, 'update'])
    .as('tickets.update')
    .where('number', router.matchers.number())
  router
    .put('tickets/:number/assignment', [TicketAssignmentsController, 'update'])
    .as('ticket_assignments.update')
  router
    .put('tickets/:number/status', [TicketStatusesController, 'update'])
    .as('ticket_statuses.update')
  router
    .post('tickets/:number/merger', [TicketMergersController, 'store'])
    .as('ticket_mergers.store')
  router.post('tickets/:number/links', [TicketLinksController, 'store']).as('ticket_links.store')
  router
    .delete('tickets/:number/links/:other', [TicketLinksController, 'destroy'])
    .as('ticket_links.destroy')
  router.post('files', [FilesController, 'store']).as('files.store')
  router
    .get('files/:id', [FilesController, 'show'])
    .as('files.show')
    .where('id', router.matchers.uuid())
  router.put('tickets/:number/tags', [TicketTagsController, 'update']).as('ticket_tags.update')
  router.post('saved-views', [SavedViewsController, 'store']).as('saved_views.store')
  router
    .delete('saved-views/:id', [SavedViewsController, 'destroy'])
    .as('saved_views.destroy')
    .where('id', router.matchers.uuid())
})
