import { api } from '../api.ts'
import { appearance } from '../appearance.svelte.ts'
import { setTimeZone } from '../format.ts'

interface PortalAccount {
  id: string
  name: string
}

interface PortalMe {
  contact: { id: string; name: string; email: string }
  /** The one the session works in; a contact of several can switch. */
  account: PortalAccount
  accounts: PortalAccount[]
  tenant: { slug: string; name: string; brandColor: string | null; timeZone: string }
}

/** Which customer looks in, at which house. Filled by the portal's layout before any page. */
class PortalSession {
  #me = $state.raw<PortalMe>()

  get me(): PortalMe {
    if (!this.#me) throw new Error('The portal session is read before its layout has loaded it')
    return this.#me
  }

  async load(tenant: string): Promise<void> {
    const { data } = await api.get<{ data: PortalMe }>('/api/portal/:tenant/me', {
      params: { tenant },
    })
    this.#me = data
    setTimeZone(data.tenant.timeZone)
    appearance.useBrand(data.tenant.brandColor)
  }
}

export const portalSession = new PortalSession()
