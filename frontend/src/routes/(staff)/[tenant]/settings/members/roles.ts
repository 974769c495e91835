import { m } from '#lib/paraglide/messages.js'
import { roleName } from '#lib/role_name.ts'
import type { Role } from '#lib/session.svelte.ts'

const texts: Record<Role, () => string> = {
  owner: m.settings_role_owner,
  admin: m.settings_role_admin,
  dispatcher: m.settings_role_dispatcher,
  technician: m.settings_role_technician,
  billing: m.settings_role_billing,
  auditor: m.settings_role_auditor,
}

export const roleText = (role: Role): string => texts[role]()
export const roleOptions = () =>
  (Object.keys(texts) as Role[]).map((role) => ({ value: role, label: roleName(role) }))
