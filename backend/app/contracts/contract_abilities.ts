import type { AbilityRules } from '#core/ability'

/** Contracts hold prices, so technicians see only what a ticket tells of them. Which promise holds, everyone knows. */
export const contractAbilities: AbilityRules = ({ role }, can) => {
  can('read', ['Calendar', 'SlaPolicy'])
  if (role !== 'technician') can('read', 'Contract')
  if (role === 'owner' || role === 'admin' || role === 'billing')
    can(['create', 'update'], 'Contract')
}
