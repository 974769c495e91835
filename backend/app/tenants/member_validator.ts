import vine from '@vinejs/vine'

const role = () =>
  vine.enum(['owner', 'admin', 'dispatcher', 'technician', 'billing', 'auditor'] as const)

export const updateMe = vine.create({ density: vine.enum(['compact', 'comfortable'] as const) })

export const inviteMember = vine.create({
  email: vine.string().trim().email().maxLength(254),
  name: vine.string().trim().minLength(1).maxLength(120),
  role: role(),
})

export const updateMember = vine.create({
  name: vine.string().trim().minLength(1).maxLength(120).optional(),
  role: role().optional(),
  disabled: vine.boolean().optional(),
  version: vine.number().positive(),
})
