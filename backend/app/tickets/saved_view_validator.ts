import vine from '@vinejs/vine'

/** `query` is the list's own URL query; what it says is checked when the list is asked with it. */
export const saveView = vine.create({
  name: vine.string().trim().minLength(1).maxLength(60),
  query: vine.string().maxLength(1000),
  shared: vine.boolean().optional(),
})
