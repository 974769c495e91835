import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'
import { ASSET_TYPES } from '#assets/asset'

const text = (length: number) => vine.string().trim().maxLength(length).nullable().optional()

const details = {
  serialNumber: text(120),
  manufacturer: text(120),
  model: text(120),
  note: text(4000),
  remoteUrl: vine
    .string()
    .trim()
    .url({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
    .maxLength(500)
    .nullable()
    .optional(),
}
const name = () => vine.string().trim().minLength(1).maxLength(120)

export const listAssets = vine.create({
  q: vine.string().trim().maxLength(200).optional(),
  account: vine.number().positive().optional(),
  type: vine.enum(ASSET_TYPES).optional(),
  state: vine.enum(['active', 'stock', 'retired'] as const).optional(),
  after: vine.string().maxLength(500).optional(),
  limit: vine.number().min(1).max(200).optional(),
})

export const createAsset = vine.create({ type: vine.enum(ASSET_TYPES), name: name(), ...details })

export const updateAsset = vine.create({
  version: vine.number().positive(),
  type: vine.enum(ASSET_TYPES).optional(),
  name: name().optional(),
  ...details,
})

export const assignAsset = vine.create({
  accountNumber: vine.number().positive(),
  siteId: vine.string().uuid().nullable().optional(),
  contractNumber: vine.number().positive().nullable().optional(),
  validFrom: day(),
})

export const returnAsset = vine.create({ validTo: day() })
