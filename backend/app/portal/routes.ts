import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'

const PortalBrandingController = () => import('#portal/portal_branding_controller')
const PortalSessionsController = () => import('#portal/portal_sessions_controller')
const LoginLinksController = () => import('#portal/login_links_controller')
const OpenPortalSessionsController = () => import('#portal/open_portal_sessions_controller')
const PortalPasswordsController = () => import('#portal/portal_passwords_controller')
const PortalMeController = () => import('#portal/portal_me_controller')
const PortalAccountsController = () => import('#portal/portal_accounts_controller')
const PortalTicketsController = () => import('#portal/portal_tickets_controller')
const PortalMessagesController = () => import('#portal/portal_messages_controller')
const PortalMessageViewsController = () => import('#portal/portal_message_views_controller')
const PortalSolutionsController = () => import('#portal/portal_solutions_controller')
const PortalFilesController = () => import('#portal/portal_files_controller')
const PortalInvoicesController = () => import('#portal/portal_invoices_controller')
const PortalInvoiceFilesController = () => import('#portal/portal_invoice_files_controller')

/** The door: open to everyone who knows the tenant's name. */
router
  .group(() => {
    router.get('branding', [PortalBrandingController, 'show']).as('portal_branding.show')
    router.post('session', [PortalSessionsController, 'store']).as('portal_session.store')
    router.delete('session', [PortalSessionsController, 'destroy']).as('portal_session.destroy')
    router.post('login-links', [LoginLinksController, 'store']).as('login_links.store')
    router.put('login-links/:token', [LoginLinksController, 'update']).as('login_links.update')
  })
  .prefix('/api/portal/:tenant')
  .use([middleware.session(), middleware.portalShield()])

/** Behind it: a customer's contact, in one of its rooms. */
router
  .group(() => {
    router.get('me', [PortalMeController, 'show']).as('portal_me.show')
    router.put('account', [PortalAccountsController, 'update']).as('portal_account.update')
    router.put('password', [PortalPasswordsController, 'update']).as('portal_password.update')
    router.get('sessions', [OpenPortalSessionsController, 'index']).as('portal_sessions.index')
    router
      .delete('sessions', [OpenPortalSessionsController, 'destroyOthers'])
      .as('portal_sessions.destroy_others')
    router
      .delete('sessions/:id', [OpenPortalSessionsController, 'destroy'])
      .as('portal_sessions.destroy')
    router.get('tickets', [PortalTicketsController, 'index']).as('portal_tickets.index')
    router.post('tickets', [PortalTicketsController, 'store']).as('portal_tickets.store')
    router
      .get('tickets/:number', [PortalTicketsController, 'show'])
      .as('portal_tickets.show')
      .where('number', router.matchers.number())
    router
      .post('tickets/:number/messages', [PortalMessagesController, 'store'])
      .as('portal_messages.store')
      .where('number', router.matchers.number())
    router
      .get('tickets/:number/messages/:id/view', [PortalMessageViewsController, 'show'])
      .as('portal_message_views.show')
      .where('number', router.matchers.number())
      .where('id', router.matchers.uuid())
    router
      .post('tickets/:number/solution', [PortalSolutionsController, 'store'])
      .as('portal_solutions.store')
      .where('number', router.matchers.number())
    router
      .delete('tickets/:number/solution', [PortalSolutionsController, 'destroy'])
      .as('portal_solutions.destroy')
      .where('number', router.matchers.number())
    router.post('files', [PortalFilesController, 'store']).as('portal_files.store')
    router
      .get('files/:id', [PortalFilesController, 'show'])
      .as('portal_files.show')
      .where('id', router.matchers.uuid())
    router.get('invoices', [PortalInvoicesController, 'index']).as('portal_invoices.index')
    router
      .get('invoices/:id/pdf', [PortalInvoiceFilesController, 'show'])
      .as('portal_invoice_files.show')
      .where('id', router.matchers.uuid())
  })
  .prefix('/api/portal/:tenant')
  .use([middleware.session(), middleware.portalShield(), middleware.portal()])
