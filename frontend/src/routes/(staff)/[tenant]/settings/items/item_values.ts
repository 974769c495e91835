import type { AnswerOf } from '#lib/api_types.ts'

type Item = AnswerOf<'GET', '/api/:tenant/items/:number'>['data']

export const itemValues = (item?: Item) => ({
  number: item?.number ?? '',
  name: item?.name ?? '',
  description: item?.description ?? '',
  kind: item?.kind ?? ('service' as const),
  unit: item?.unit ?? 'C62',
  price: (item?.price ?? null) as string | null,
  revenueAccount: String(item?.revenueAccount ?? ''),
  vatGroup: item?.vatGroup ?? ('standard' as const),
})

export function itemBody(values: ReturnType<typeof itemValues>) {
  const { name, description, kind, unit, vatGroup, price, revenueAccount } = values
  return {
    name,
    description: description || null,
    kind,
    unit,
    vatGroup,
    price: price ?? '0',
    revenueAccount: revenueAccount ? Number(revenueAccount) : null,
  }
}
