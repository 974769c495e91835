import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const QueuesController = () => import('#desk/queues_controller')
const QueueArchivalsController = () => import('#desk/queue_archivals_controller')
const StatusesController = () => import('#desk/statuses_controller')
const StatusArchivalsController = () => import('#desk/status_archivals_controller')
const MailboxesController = () => import('#desk/mailboxes_controller')
const MailboxArchivalsController = () => import('#desk/mailbox_archivals_controller')
const TextModulesController = () => import('#desk/text_modules_controller')
const MacrosController = () => import('#desk/macros_controller')

const uuid = router.matchers.uuid()

// `ticket_statuses.update` is the status of one ticket; these are the statuses there are.
staffRoutes(() => {
  router.get('queues', [QueuesController, 'index']).as('queues.index')
  router.post('queues', [QueuesController, 'store']).as('queues.store')
  router.put('queues/order', [QueuesController, 'order']).as('queues.order')
  router
    .group(() => {
      router.patch('', [QueuesController, 'update']).as('queues.update')
      router.delete('', [QueuesController, 'destroy']).as('queues.destroy')
      router.post('archival', [QueueArchivalsController, 'store']).as('queue_archivals.store')
      router.delete('archival', [QueueArchivalsController, 'destroy']).as('queue_archivals.destroy')
    })
    .prefix('queues/:id')
    .where('id', uuid)

  router.get('ticket-statuses', [StatusesController, 'index']).as('statuses.index')
  router.post('ticket-statuses', [StatusesController, 'store']).as('statuses.store')
  router.put('ticket-statuses/order', [StatusesController, 'order']).as('statuses.order')
  router
    .group(() => {
      router.patch('', [StatusesController, 'update']).as('statuses.update')
      router.delete('', [StatusesController, 'destroy']).as('statuses.destroy')
      router.post('archival', [StatusArchivalsController, 'store']).as('status_archivals.store')
      router
        .delete('archival', [StatusArchivalsController, 'destroy'])
        .as('status_archivals.destroy')
    })
    .prefix('ticket-statuses/:id')
    .where('id', uuid)

  router.get('mailboxes', [MailboxesController, 'index']).as('mailboxes.index')
  router.post('mailboxes', [MailboxesController, 'store']).as('mailboxes.store')
  router
    .group(() => {
      router.patch('', [MailboxesController, 'update']).as('mailboxes.update')
      router.delete('', [MailboxesController, 'destroy']).as('mailboxes.destroy')
      router.post('archival', [MailboxArchivalsController, 'store']).as('mailbox_archivals.store')
      router
        .delete('archival', [MailboxArchivalsController, 'destroy'])
        .as('mailbox_archivals.destroy')
    })
    .prefix('mailboxes/:id')
    .where('id', uuid)

  router.get('text-modules', [TextModulesController, 'index']).as('text_modules.index')
  router.post('text-modules', [TextModulesController, 'store']).as('text_modules.store')
  router
    .group(() => {
      router.patch('', [TextModulesController, 'update']).as('text_modules.update')
      router.delete('', [TextModulesController, 'destroy']).as('text_modules.destroy')
    })
    .prefix('text-modules/:id')
    .where('id', uuid)

  router.get('macros', [MacrosController, 'index']).as('macros.index')
  router.post('macros', [MacrosController, 'store']).as('macros.store')
  router.put('macros/order', [MacrosController, 'order']).as('macros.order')
  router
    .group(() => {
      router.patch('', [MacrosController, 'update']).as('macros.update')
      router.delete('', [MacrosController, 'destroy']).as('macros.destroy')
    })
    .prefix('macros/:id')
    .where('id', uuid)
})
