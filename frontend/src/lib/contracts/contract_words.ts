import type { AnswerOf } from '../api_types.ts'
import { m } from '../paraglide/messages.js'

export type ContractRow = AnswerOf<'GET', '/api/:tenant/contracts'>['data'][number]
export type Contract = AnswerOf<'GET', '/api/:tenant/contracts/:number'>['data']
export type ContractState = Contract['state']
export type LineKind = Contract['lines'][number]['kind']

const kinds: Record<LineKind, () => string> = {
  flat: m.contracts_kind_flat,
  per_asset: m.contracts_kind_per_asset,
  hourly: m.contracts_kind_hourly,
  block_hours: m.contracts_kind_block_hours,
}

const lineKinds = Object.keys(kinds) as LineKind[]
export const kindName = (kind: LineKind): string => kinds[kind]()
export const kindOptions = () => lineKinds.map((kind) => ({ value: kind, label: kindName(kind) }))

const states: Record<ContractState, () => string> = {
  active: m.contracts_state_active,
  planned: m.contracts_state_planned,
  ended: m.contracts_state_ended,
}

export const stateName = (state: ContractState): string => states[state]()
