import { registerAbilities } from '#core/ability'
import { assetAbilities } from '#assets/asset_abilities'
import { catalogueAbilities } from '#catalogue/catalogue_abilities'
import { deskAbilities } from '#desk/desk_abilities'
import { contractAbilities } from '#contracts/contract_abilities'
import { documentAbilities } from '#documents/document_abilities'
import { ticketAbilities } from '#tickets/ticket_abilities'
import { timeAbilities } from '#time/time_abilities'
import { crmAbilities } from '#crm/crm_abilities'
import { tenantAbilities } from '#tenants/tenant_abilities'

registerAbilities(
  tenantAbilities,
  crmAbilities,
  catalogueAbilities,
  assetAbilities,
  contractAbilities,
  documentAbilities,
  ticketAbilities,
  deskAbilities,
  timeAbilities
)
