import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const MeController = () => import('#tenants/me_controller')
const MembersController = () => import('#tenants/members_controller')
const CompanyController = () => import('#tenants/company_controller')
const VatMethodsController = () => import('#tenants/vat_methods_controller')
const AuditEntriesController = () => import('#tenants/audit_entries_controller')
const IdentityMailsController = () => import('#tenants/identity_mails_controller')
const ClosedPeriodsController = () => import('#tenants/closed_periods_controller')

staffRoutes(() => {
  router.get('me', [MeController, 'show']).as('me.show')
  router.patch('me', [MeController, 'update']).as('me.update')
  router.get('members', [MembersController, 'index']).as('members.index')
  router.post('members', [MembersController, 'store']).as('members.store')
  router.patch('members/:id', [MembersController, 'update']).as('members.update')
  router.get('audit-entries', [AuditEntriesController, 'index']).as('audit_entries.index')
  router
    .get('audit-entries/filters', [AuditEntriesController, 'filters'])
    .as('audit_entries.filters')
  router.get('identity-mails', [IdentityMailsController, 'index']).as('identity_mails.index')
  router.get('company', [CompanyController, 'show']).as('company.show')
  router.patch('company', [CompanyController, 'update']).as('company.update')
  router
    .put('company/bank-accounts', [CompanyController, 'updateBankAccounts'])
    .as('company.bank_accounts')
  router
    .patch('company/number-range', [CompanyController, 'updateNumberRange'])
    .as('company.number_range')
  router
    .put('company/vat-methods/:validFrom', [VatMethodsController, 'update'])
    .as('vat_methods.update')
  router
    .delete('company/vat-methods/:validFrom', [VatMethodsController, 'destroy'])
    .as('vat_methods.destroy')
  router
    .post('company/closed-periods', [ClosedPeriodsController, 'store'])
    .as('closed_periods.store')
  router
    .delete('company/closed-periods/:closedUntil', [ClosedPeriodsController, 'destroy'])
    .as('closed_periods.destroy')
})
