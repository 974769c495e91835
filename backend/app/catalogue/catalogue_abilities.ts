import type { AbilityRules } from '#core/ability'

/** Everyone picks items; what they cost us is seen only by those who calculate or check. */
export const catalogueAbilities: AbilityRules = ({ role }, can) => {
  can('read', ['Item', 'WorkType'])
  if (role === 'owner' || role === 'admin' || role === 'billing') {
    can(['create', 'update'], ['Item', 'WorkType'])
    can(['read', 'update'], 'ItemCost')
  }
  if (role === 'auditor') can('read', 'ItemCost')
}
