import { api } from '../api.ts'
import type { ComboboxItem } from '../ui/Combobox.svelte'

export interface AccountChoice extends ComboboxItem {
  number: number
}

/** Accounts for a `Combobox`. */
export const searchAccounts =
  (tenant: string) =>
  async (text: string, signal: AbortSignal): Promise<AccountChoice[]> => {
    const { data } = await api.get('/api/:tenant/accounts', {
      params: { tenant },
      query: { q: text, limit: 20 },
      signal,
    })
    return data.map(({ id, number, name, city }) => ({
      id,
      number,
      title: name,
      detail: city ?? undefined,
    }))
  }

export interface ItemChoice extends ComboboxItem {
  unit: string
  price: string
}

/** Items for a `Combobox`, by their numbers. */
export const searchItems =
  (tenant: string) =>
  async (text: string, signal: AbortSignal): Promise<ItemChoice[]> => {
    const { data } = await api.get('/api/:tenant/items', {
      params: { tenant },
      query: { q: text, limit: 20 },
      signal,
    })
    return data.map(({ number, name, unit, price }) => ({
      id: number,
      title: name,
      detail: number,
      unit,
      price,
    }))
  }
