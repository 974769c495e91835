import type { AbilityRules } from '#core/ability'

/** Everyone on staff reads customers. Technicians add the person they are talking to, and change nothing else. */
export const crmAbilities: AbilityRules = ({ role }, can) => {
  can('read', ['Account', 'Contact', 'Site'])
  if (role === 'technician') can('create', 'Contact')
  if (['owner', 'admin', 'dispatcher', 'billing'].includes(role)) {
    can(['create', 'update', 'archive', 'import', 'export'], ['Account', 'Contact'])
    can(['create', 'update', 'archive'], 'Site')
    can(['read', 'create', 'update', 'delete'], 'PortalAccess')
  }
  // What the accountant's books go by: the debtor number and the days of payment.
  if (['owner', 'admin', 'billing'].includes(role)) can('update', 'Debtor')
  if (role === 'auditor') {
    can('export', ['Account', 'Contact'])
    can('read', 'PortalAccess')
  }
}
