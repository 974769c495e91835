import { m } from '#lib/paraglide/messages.js'
import type { Ticket } from '#lib/tickets/ticket_types.ts'
import type { Choice } from '#lib/ui/PickDialog.svelte'
import { phoneText } from '#lib/phone_text.ts'

/** Where a ticket leads: the remote tool first, the telephone, the pages of customer, device and contract. */
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
    ...door(`/${tenant}/accounts`, m.tickets_account(), account),
    ...door(`/${tenant}/devices`, m.tickets_device(), asset),
    ...door(`/${tenant}/contracts`, m.tickets_contract(), contract),
  ]
}

function door(path: string, title: string, to: { number: number; name: string } | null): Choice[] {
  return to ? [{ id: `${path}/${to.number}`, title, detail: to.name }] : []
}
