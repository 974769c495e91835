import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const AccountsController = () => import('#crm/accounts_controller')
const AccountArchivalsController = () => import('#crm/account_archivals_controller')
const AccountTimelinesController = () => import('#crm/account_timelines_controller')
const AccountImportsController = () => import('#crm/account_imports_controller')
const AccountExportsController = () => import('#crm/account_exports_controller')
const SitesController = () => import('#crm/sites_controller')
const ContactsController = () => import('#crm/contacts_controller')
const ContactArchivalsController = () => import('#crm/contact_archivals_controller')
const ContactImportsController = () => import('#crm/contact_imports_controller')
const ContactExportsController = () => import('#crm/contact_exports_controller')
const PortalAccessesController = () => import('#crm/portal_accesses_controller')

/** No longer than a bigint holds, so that a made-up number is not found instead of an error. */
const number = { match: /^[0-9]{1,15}$/, cast: Number }
const uuid = router.matchers.uuid()

staffRoutes(() => {
  router.get('accounts', [AccountsController, 'index']).as('accounts.index')
  router.post('accounts', [AccountsController, 'store']).as('accounts.store')
  router.get('accounts/export', [AccountExportsController, 'show']).as('account_exports.show')
  router.post('accounts/imports', [AccountImportsController, 'store']).as('account_imports.store')
  router
    .get('accounts/:number', [AccountsController, 'show'])
    .as('accounts.show')
    .where('number', number)
  router
    .patch('accounts/:number', [AccountsController, 'update'])
    .as('accounts.update')
    .where('number', number)
  router
    .post('accounts/:number/archival', [AccountArchivalsController, 'store'])
    .as('account_archivals.store')
    .where('number', number)
  router
    .delete('accounts/:number/archival', [AccountArchivalsController, 'destroy'])
    .as('account_archivals.destroy')
    .where('number', number)
  router
    .get('accounts/:number/timeline', [AccountTimelinesController, 'show'])
    .as('account_timelines.show')
    .where('number', number)
  router
    .get('accounts/:number/sites', [SitesController, 'index'])
    .as('sites.index')
    .where('number', number)
  router
    .post('accounts/:number/sites', [SitesController, 'store'])
    .as('sites.store')
    .where('number', number)
  router
    .patch('accounts/:number/sites/:id', [SitesController, 'update'])
    .as('sites.update')
    .where('number', number)
    .where('id', uuid)

  router.get('contacts', [ContactsController, 'index']).as('contacts.index')
  router.post('contacts', [ContactsController, 'store']).as('contacts.store')
  router.get('contacts/export', [ContactExportsController, 'show']).as('contact_exports.show')
  router.post('contacts/imports', [ContactImportsController, 'store']).as('contact_imports.store')
  router.get('contacts/:id', [ContactsController, 'show']).as('contacts.show').where('id', uuid)
  router
    .patch('contacts/:id', [ContactsController, 'update'])
    .as('contacts.update')
    .where('id', uuid)
  router
    .post('contacts/:id/archival', [ContactArchivalsController, 'store'])
    .as('contact_archivals.store')
    .where('id', uuid)
  router
    .delete('contacts/:id/archival', [ContactArchivalsController, 'destroy'])
    .as('contact_archivals.destroy')
    .where('id', uuid)

  router.post('portal-accesses', [PortalAccessesController, 'store']).as('portal_accesses.store')
  router
    .patch('portal-accesses/:contactId/:accountNumber', [PortalAccessesController, 'update'])
    .as('portal_accesses.update')
    .where('contactId', uuid)
    .where('accountNumber', number)
  router
    .delete('portal-accesses/:contactId/:accountNumber', [PortalAccessesController, 'destroy'])
    .as('portal_accesses.destroy')
    .where('contactId', uuid)
    .where('accountNumber', number)
})
