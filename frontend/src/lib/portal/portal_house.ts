import { api } from '../api.ts'
import { appearance } from '../appearance.svelte.ts'
import type { PortalHouse } from './portal_types.ts'

/** Whose door this is, before anyone has signed in: name, colour, phone. */
export async function portalHouse(tenant: string): Promise<PortalHouse> {
  const { data } = await api.get('/api/portal/:tenant/branding', { params: { tenant } })
  appearance.useBrand(data.brandColor)
  return data
}
