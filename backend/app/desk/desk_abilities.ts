import type { AbilityRules } from '#core/ability'

/** Everyone works with queues, statuses, texts and macros; owner and admins arrange them. */
export const deskAbilities: AbilityRules = ({ role }, can) => {
  can('read', ['Queue', 'TicketStatus', 'TextModule', 'Macro'])
  if (role === 'owner' || role === 'admin')
    can('manage', ['Queue', 'TicketStatus', 'TextModule', 'Macro', 'Mailbox'])
  if (role === 'auditor') can('read', 'Mailbox')
}
