import { api } from '../api.ts'
import type { ComboboxItem } from '../ui/Combobox.svelte'

export interface Caller extends ComboboxItem {
  contactId: string | null
  accountNumber: number | null
}

/** People and customers by name, address or telephone number, as one hears them on the phone. */
export async function findCallers(
  tenant: string,
  text: string,
  signal: AbortSignal
): Promise<Caller[]> {
  if (text === '') return []
  const { data } = await api.get('/api/:tenant/search', {
    params: { tenant },
    query: { q: text, kinds: 'contact,account', limit: 12 },
    signal,
  })
  return data.map(({ kind, id, title, subtitle, number, accountNumber }) => ({
    id,
    title,
    detail: subtitle ?? undefined,
    contactId: kind === 'contact' ? id : null,
    accountNumber: kind === 'account' ? Number(number) : accountNumber,
  }))
}
