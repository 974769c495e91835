import type { AbilityRules } from '#core/ability'

/**
 * Everyone books and corrects own time; office people see all of it and approve. Whoever works or bills puts items on
 * tickets, at the item's price; another price is set by those who answer for the invoice.
 */
export const timeAbilities: AbilityRules = ({ role, memberId }, can) => {
  if (role === 'auditor') can('read', 'TimeEntry')
  else {
    can('create', 'TimeEntry')
    can(['read', 'update', 'delete'], 'TimeEntry', { memberId })
  }
  if (['owner', 'admin', 'dispatcher', 'billing'].includes(role))
    can(['read', 'update', 'approve'], 'TimeEntry')
  if (role !== 'auditor') can(['create', 'update', 'delete'], 'TicketItem')
  if (['owner', 'admin', 'billing'].includes(role)) can('price', 'TicketItem')
}
