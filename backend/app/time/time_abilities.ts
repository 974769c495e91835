import type { AbilityRules } from '#core/ability'

/** Everyone books and corrects own time; office people see all of it and approve. */
export const timeAbilities: AbilityRules = ({ role, memberId }, can) => {
  if (role === 'auditor') can('read', 'TimeEntry')
  else {
    can('create', 'TimeEntry')
    can(['read', 'update', 'delete'], 'TimeEntry', { memberId })
  }
  if (['owner', 'admin', 'dispatcher', 'billing'].includes(role))
    can(['read', 'update', 'approve'], 'TimeEntry')
}
