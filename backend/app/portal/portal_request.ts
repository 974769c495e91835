import { conflict, refused } from '#core/errors'
import * as tenancy from '#core/tenancy'
import type { PortalVisitor } from '#portal/portal_middleware'
import { mayReopen, type PortalTicket } from '#portal/portal_ticket'
import { uploadedFiles } from '#portal/portal_upload'
import { Ticket, type Priority } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'
import { queueIdOf } from '#tickets/ticket_references'
import { TicketStatus } from '#tickets/ticket_status'

export type Urgency = 'later' | 'hinders' | 'standstill'

/** What it means to the customer becomes our priority; `urgent` stays the dispatcher's word. */
const PRIORITIES: Record<Urgency, Priority> = {
  later: 'low',
  hinders: 'normal',
  standstill: 'high',
}

/** Opens a ticket of the room's account with the contact as its requester. Returns its number. */
export function reportProblem(
  visitor: PortalVisitor,
  request: { subject: string; text: string; urgency: Urgency; files?: string[] }
): Promise<number> {
  return tenancy.asStaffRole(async () => {
    const ticket = await Ticket.open({
      subject: request.subject,
      queueId: await queueIdOf(undefined, []),
      channel: 'portal',
      accountId: visitor.room.accountId,
      contactId: visitor.contact.id,
      priority: PRIORITIES[request.urgency],
      requesterEmail: visitor.login.email,
    })
    await say(ticket, visitor, request.text, request.files)
    return ticket.number
  })
}

/**
 * Adds the contact's answer; what waited or was done is open again.
 * @throws message_empty (422), ticket_closed_long_ago (409)
 */
export function answer(
  found: PortalTicket,
  visitor: PortalVisitor,
  { text = '', files = [] }: { text?: string; files?: string[] }
): Promise<void> {
  if (!text && files.length === 0) throw refused('message_empty', {}, 'text')
  expectReopenable(found)
  return onTicket(found, async (ticket) => {
    await say(ticket, visitor, text, files)
    await ticket.reopenForCustomer()
  })
}

/** The customer says that it is done. */
export function markSolved(found: PortalTicket): Promise<void> {
  return onTicket(found, async (ticket) => {
    if (!['solved', 'closed'].includes(ticket.category))
      await ticket.changeStatus(await TicketStatus.defaultOf('solved'))
  })
}

/** Not done after all. @throws ticket_closed_long_ago (409) */
export function reopen(found: PortalTicket): Promise<void> {
  expectReopenable(found)
  return onTicket(found, (ticket) => ticket.reopenForCustomer())
}

function expectReopenable(found: PortalTicket): void {
  if (!mayReopen(found, tenancy.now())) throw conflict('ticket_closed_long_ago')
}

/** The portal's view has said that the ticket is the customer's own: only now the verb's role may have it. */
function onTicket(found: PortalTicket, verb: (ticket: Ticket) => Promise<void>): Promise<void> {
  return tenancy.asStaffRole(async () =>
    verb(await Ticket.query().where('id', found.id).forUpdate().firstOrFail())
  )
}

async function say(
  ticket: Ticket,
  { login, contact }: PortalVisitor,
  text: string,
  receipts: string[] = []
): Promise<void> {
  await TicketMessage.add(ticket, {
    direction: 'in',
    channel: 'portal',
    audience: 'customer',
    authorName: contact.name,
    authorContactId: contact.id,
    from: login.email,
    text,
    fileIds: await uploadedFiles(receipts, login.id),
  })
}
