import { AbilityBuilder, createMongoAbility } from '@casl/ability'
import type { KontorAbility } from '#core/ability'
import type { PortalRole } from '#crm/portal_access'

/** The columns behind the rules' fields, in the views of schema portal. */
export const TICKET_COLUMNS = { mine: 'mine' }

/**
 * Row-level security answers which account. Inside it a manager sees every request and the invoices; everyone else
 * the requests of their own: those they made, wrote in, or were written to (`mine`).
 */
export function portalAbility(role: PortalRole): KontorAbility {
  const { can, build } = new AbilityBuilder<KontorAbility>(createMongoAbility)
  can('create', 'Ticket')
  if (role === 'manager') {
    can(['read', 'reply', 'solve'], 'Ticket')
    can('read', 'Invoice')
  } else can(['read', 'reply', 'solve'], 'Ticket', { mine: true })
  return build()
}
