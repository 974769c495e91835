import vine from '@vinejs/vine'

export const signIn = vine.create({
  email: vine.string().trim().maxLength(254),
  password: vine.string().maxLength(200),
})

export const requestReset = vine.create({ email: vine.string().trim().email().maxLength(254) })

/** Length beats classes of characters (NIST SP 800-63B, 5.1.1.2). */
export const newPassword = vine.create({ password: vine.string().minLength(10).maxLength(200) })

export const updateProfile = vine.create({ locale: vine.enum(['de', 'en'] as const) })
