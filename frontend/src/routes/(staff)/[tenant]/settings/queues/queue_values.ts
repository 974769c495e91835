import type { AnswerOf } from '#lib/api_types.ts'

export type Queue = AnswerOf<'GET', '/api/:tenant/queues'>['data'][number]
export type Member = AnswerOf<'GET', '/api/:tenant/members'>['data'][number]

export const queueValues = (queue?: Queue) => ({
  name: queue?.name ?? '',
  signature: queue?.signature ?? '',
  restricted: queue?.restricted ?? false,
  memberIds: queue?.members.map(({ id }) => id) ?? [],
})

export const queueBody = ({ signature, ...values }: ReturnType<typeof queueValues>) => ({
  ...values,
  signature: signature || null,
})
