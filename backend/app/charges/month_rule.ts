import vine from '@vinejs/vine'

const yearsOfOurTime = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && (value < '2000' || value >= '2100'))
    field.report('The {{ field }} field must lie between 2000 and 2099', 'billed_month', field)
})
/** 'YYYY-MM' of a year that somebody bills. */
export const month = () =>
  vine
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .use(yearsOfOurTime())
