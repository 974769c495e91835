import type { AnswerOf } from '#lib/api_types.ts'

export type Mailbox = AnswerOf<'GET', '/api/:tenant/mailboxes'>['data'][number]

export const mailboxValues = (mailbox: Mailbox | undefined, queueId: string) => ({
  address: mailbox?.address ?? '',
  name: mailbox?.name ?? '',
  queueId: mailbox?.queue.id ?? queueId,
  acknowledge: mailbox?.acknowledge ?? true,
})
