import type { AbilityRules } from '#core/ability'

/** Who manages the house. An auditor reads everything and changes nothing. */
export const tenantAbilities: AbilityRules = ({ role }, can) => {
  can('read', 'Member')
  if (role === 'owner' || role === 'admin') {
    can(['create', 'update'], 'Member')
    can('manage', ['Calendar', 'SlaPolicy', 'Company', 'Tenant', 'Parked'])
  }
  if (role === 'auditor' || role === 'billing') can('read', 'Company')
  if (role === 'billing') can('close', 'Company')
  if (role === 'auditor') can('read', ['Audit', 'Parked'])
  if (role === 'owner') can('read', 'Audit')
}
