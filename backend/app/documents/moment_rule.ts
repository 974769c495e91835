import vine from '@vinejs/vine'

/** A point in time as the browser writes it, with or without seconds and zone. */
export const moment = () =>
  vine
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/)
    .maxLength(40)
