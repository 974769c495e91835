import Building2 from '@lucide/svelte/icons/building-2'
import FileText from '@lucide/svelte/icons/file-text'
import Inbox from '@lucide/svelte/icons/inbox'
import MapPin from '@lucide/svelte/icons/map-pin'
import ReceiptEuro from '@lucide/svelte/icons/receipt-euro'
import Server from '@lucide/svelte/icons/server'
import User from '@lucide/svelte/icons/user'
import type { Component } from 'svelte'
import { goto } from '$app/navigation'
import { api } from '../api.ts'
import { m } from '../paraglide/messages.js'
import type { Command } from '../ui/CommandPalette.svelte'
import type { Hit } from './crm_types.ts'

interface Place {
  group: () => string
  icon: Component
  path: (hit: Hit) => string
}

const places: Record<Hit['kind'], Place> = {
  account: {
    group: m.crm_found_accounts,
    icon: Building2,
    path: ({ number }) => `accounts/${number}`,
  },
  contact: { group: m.crm_found_contacts, icon: User, path: ({ id }) => `contacts/${id}` },
  site: {
    group: m.crm_found_sites,
    icon: MapPin,
    path: ({ accountNumber }) => `accounts/${accountNumber}`,
  },
  ticket: { group: m.crm_found_tickets, icon: Inbox, path: ({ number }) => `tickets/${number}` },
  asset: { group: m.crm_found_assets, icon: Server, path: ({ number }) => `devices/${number}` },
  contract: {
    group: m.crm_found_contracts,
    icon: FileText,
    path: ({ number }) => `contracts/${number}`,
  },
  document: {
    group: m.crm_found_documents,
    icon: ReceiptEuro,
    path: ({ id, number }) => `billing/documents/${number ?? id}`,
  },
}

/** What the command palette finds on the server. */
export async function findAnything(
  tenant: string,
  text: string,
  signal: AbortSignal
): Promise<Command[]> {
  const { data } = await api.get('/api/:tenant/search', {
    params: { tenant },
    query: { q: text },
    signal,
  })
  return data.map((hit) => {
    const { group, icon, path } = places[hit.kind]
    const numbered = hit.number && hit.number !== hit.title
    return {
      id: `found.${hit.kind}.${hit.id}`,
      title: numbered ? `${hit.number} ${hit.title}` : hit.title,
      detail: hit.subtitle ?? undefined,
      icon,
      group: group(),
      run: () => goto(`/${tenant}/${path(hit)}`),
    }
  })
}
