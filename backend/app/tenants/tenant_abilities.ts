import type { AbilityRules } from '#core/ability'

/** Who manages the house. An auditor reads everything and changes nothing. */
export const tenantAbilities: AbilityRules = ({ role }, can) => {
  can('read', 'Member')
  can('read', 'Queue')
  if (role === 'owner' || role === 'admin') {
    can(['create', 'update'], 'Member')
    can('manage', [
      'Queue',
      'TicketStatus',
      'Calendar',
      'SlaPolicy',
      'Mailbox',
      'Company',
      'Tenant',
      'Parked',
    ])
  }
  if (role === 'auditor' || role === 'billing') can('read', 'Company')
  if (role === 'billing') can('close', 'Company')
  if (role === 'auditor') can('read', ['Audit', 'Parked', 'Mailbox'])
  if (role === 'owner') can('read', 'Audit')
}
