import { Macro } from '#desk/macro'
import { TicketStatus } from '#tickets/ticket_status'

/** What is done to tickets again and again. */
export async function seedMacros(salesQueueId: string): Promise<void> {
  const solved = await TicketStatus.defaultOf('solved')
  const pending = await TicketStatus.defaultOf('pending')
  await Macro.add({
    name: 'Kennwort zurückgesetzt',
    message:
      'Wir haben Ihr Kennwort zurückgesetzt. Das neue erhalten Sie gleich telefonisch; bitte ändern Sie es nach der ersten Anmeldung.',
    statusId: solved.id,
    minutes: 10,
    tags: ['kennwort'],
    assignToMe: true,
  })
  await Macro.add({
    name: 'Telefonisch nicht erreicht',
    message: 'Telefonisch nicht erreicht, Nachricht auf der Mailbox hinterlassen.',
    audience: 'internal',
    statusId: pending.id,
    minutes: 5,
  })
  await Macro.add({ name: 'An den Vertrieb geben', queueId: salesQueueId, priority: 'normal' })
}
