import vine from '@vinejs/vine'
import { SEARCH_KINDS } from '#core/search'

export const searchQuestion = vine.create({
  q: vine.string().trim().minLength(1).maxLength(200),
  kinds: vine
    .string()
    .maxLength(100)
    .optional()
    .transform((value) => value.split(',')),
  limit: vine.number().min(1).max(50).optional(),
})

/** `kinds=ticket,account`; what is no kind is left out, as an older screen may name one that is gone. */
export const wantedKinds = (names: string[] | undefined) =>
  SEARCH_KINDS.filter((kind) => !names || names.includes(kind))
