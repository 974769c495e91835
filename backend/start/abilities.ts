import { registerAbilities } from '#core/ability'
import { tenantAbilities } from '#tenants/tenant_abilities'

registerAbilities(tenantAbilities)
