import type { AbilityRules } from '#core/ability'

/** Documents, runs and exports are one subject: who may write invoices may hand them to the accountant. */
export const documentAbilities: AbilityRules = ({ role }, can) => {
  if (role === 'owner' || role === 'admin' || role === 'billing') can('manage', 'Document')
  if (role === 'auditor') can('read', 'Document')
}
