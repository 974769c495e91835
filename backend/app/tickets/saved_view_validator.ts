import vine from '@vinejs/vine'

/** `search` is what stands behind the question mark of the list's address; it is checked when the list is asked with it. */
export const saveView = vine.create({
  name: vine.string().trim().minLength(1).maxLength(60),
  search: vine.string().maxLength(1000),
  shared: vine.boolean().optional(),
})
