import type { AbilityRules } from '#core/ability'

/** Everyone on staff reads tickets of queues that are open to them; office roles do not work on them. */
export const ticketAbilities: AbilityRules = ({ role, hiddenQueueIds }, can, cannot) => {
  can('read', 'Ticket')
  if (['owner', 'admin', 'dispatcher', 'technician'].includes(role)) {
    can(['create', 'update', 'reply'], 'Ticket')
    can(['create', 'update', 'delete'], 'SavedView')
    can('read', 'InboundMail')
  }
  if (['owner', 'admin', 'dispatcher'].includes(role)) {
    can(['update'], 'InboundMail')
    can('manage', 'OutboundMail')
    can('share', 'SavedView')
  }
  if (role === 'auditor') can('read', ['InboundMail', 'OutboundMail'])
  if (hiddenQueueIds.length)
    cannot(['read', 'create', 'update', 'reply'], 'Ticket', { queueId: { $in: hiddenQueueIds } })
}
