import { m } from '#lib/paraglide/messages.js'
import { can } from '#lib/session.svelte.ts'
import type { Ticket } from '#lib/tickets/ticket_types.ts'
import type { Choice } from '#lib/ui/PickDialog.svelte'
import { phoneText } from '#lib/phone_text.ts'

/**
 * Where a ticket leads: the remote tool first, the telephone, the pages of customer, device and contract as far as one
 * may open them.
 */
export function ticketDoors(
  { asset, contact, account, contract }: Ticket,
  tenant: string
): Choice[] {
  const remote = asset?.remoteUrl
  return [
    ...(asset && remote ? [{ id: remote, title: m.tickets_remote(), detail: asset.name }] : []),
    ...(contact?.phones ?? []).map((phone: string) => ({
      id: `tel:${phone}`,
      title: m.tickets_call({ name: contact?.name ?? '' }),
      detail: phoneText(phone),
    })),
    ...door(`/${tenant}/accounts`, 'Account', m.tickets_account(), account),
    ...door(`/${tenant}/devices`, 'Asset', m.tickets_device(), asset),
    ...door(`/${tenant}/contracts`, 'Contract', m.tickets_contract(), contract),
  ]
}

function door(
  path: string,
  subject: string,
  title: string,
  to: { number: number; name: string } | null
): Choice[] {
  return to && can('read', subject) ? [{ id: `${path}/${to.number}`, title, detail: to.name }] : []
}
