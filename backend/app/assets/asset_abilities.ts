import type { AbilityRules } from '#core/ability'

/** Who works at the devices may also document and move them: what was counted before never changes by it. */
export const assetAbilities: AbilityRules = ({ role }, can) => {
  can('read', 'Asset')
  if (role !== 'auditor') can('assign', 'Asset')
  if (['owner', 'admin', 'dispatcher', 'technician'].includes(role))
    can(['create', 'update'], 'Asset')
}
