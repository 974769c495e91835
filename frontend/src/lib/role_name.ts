import { m } from './paraglide/messages.js'
import type { Role } from './session.svelte.ts'

const names: Record<Role, () => string> = {
  owner: m.core_role_owner,
  admin: m.core_role_admin,
  dispatcher: m.core_role_dispatcher,
  technician: m.core_role_technician,
  billing: m.core_role_billing,
  auditor: m.core_role_auditor,
}

export function roleName(role: Role): string {
  return names[role]()
}
