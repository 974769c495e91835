import type { AbilityRules } from '#core/ability'
import { identityMailsStayHere } from '#identity/identity_mail'

/** Who manages the house. An auditor reads everything and changes nothing. */
export const tenantAbilities: AbilityRules = ({ role }, can) => {
  can('read', 'Member')
  if (role === 'owner' || role === 'admin') {
    can(['create', 'update'], 'Member')
    can('manage', ['Calendar', 'SlaPolicy', 'Company', 'Tenant', 'Parked'])
    can('read', 'Audit')
    if (identityMailsStayHere()) can('read', 'IdentityMail')
  }
  if (role === 'auditor' || role === 'billing') can('read', 'Company')
  if (role === 'billing') can('close', 'Company')
  if (role === 'auditor') can('read', ['Audit', 'Parked'])
}
