import vine from '@vinejs/vine'
import { ASSET_TYPES } from '#assets/asset'
import { day } from '#tenants/day_rule'

/** As the columns hold it: at most six decimals. */
const decimal = () =>
  vine
    .string()
    .trim()
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/)

/** The lines of a contract as the grid holds them: to be saved, or to be calculated before that. */
export const contractLines = () =>
  vine
    .array(
      vine.object({
        id: vine.string().uuid().optional(),
        kind: vine.enum(['flat', 'per_asset', 'hourly', 'block_hours'] as const),
        itemNumber: vine.string().trim().minLength(1).maxLength(40),
        description: vine.string().trim().maxLength(2000).nullable().optional(),
        quantity: decimal().optional(),
        unitPrice: decimal(),
        assetType: vine.enum(ASSET_TYPES).nullable().optional(),
        workTypeId: vine.string().uuid().nullable().optional(),
        includedMinutes: vine.number().withoutDecimals().min(1).max(60_000).nullable().optional(),
        validFrom: day(),
        validTo: day().nullable().optional(),
      })
    )
    .maxLength(500)
