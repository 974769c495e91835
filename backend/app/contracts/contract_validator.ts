import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'
import { contractLines } from '#contracts/contract_line_rule'

const text = (length: number) => vine.string().trim().maxLength(length).nullable().optional()
const minutes = (least: number, most: number) =>
  vine.number().withoutDecimals().min(least).max(most)
const name = () => vine.string().trim().minLength(1).maxLength(120)

const terms = {
  endsOn: day().nullable().optional(),
  slaPolicyId: vine.string().uuid().nullable().optional(),
  poReference: text(60),
  poRequired: vine.boolean().optional(),
  costCentre: text(60),
  note: text(4000),
  roundingScope: vine.enum(['entry', 'ticket', 'day'] as const).optional(),
  roundingStep: minutes(1, 480).optional(),
  roundingMinimum: minutes(0, 480).optional(),
}

export const listContracts = vine.create({
  q: vine.string().trim().maxLength(200).optional(),
  account: vine.number().positive().optional(),
  state: vine.enum(['active', 'planned', 'ended', 'all'] as const).optional(),
  after: vine.string().maxLength(1000).optional(),
  limit: vine.number().min(1).max(200).optional(),
})

export const createContract = vine.create({
  accountNumber: vine.number().positive(),
  name: name(),
  startsOn: day(),
  ...terms,
})

export const updateContract = vine.create({
  version: vine.number().positive(),
  name: name().optional(),
  startsOn: day().optional(),
  ...terms,
})

export const endContract = vine.create({ version: vine.number().positive(), endsOn: day() })

export const replaceContractLines = vine.create({
  version: vine.number().positive(),
  lines: contractLines(),
})
