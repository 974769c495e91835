import { registerAbilities } from '#core/ability'
import { ticketAbilities } from '#tickets/ticket_abilities'
import { timeAbilities } from '#time/time_abilities'
import { tenantAbilities } from '#tenants/tenant_abilities'

registerAbilities(tenantAbilities, ticketAbilities, timeAbilities)
