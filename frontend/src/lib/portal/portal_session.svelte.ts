import { createMongoAbility, type RawRuleOf } from '@casl/ability'
import { unpackRules, type PackRule } from '@casl/ability/extra'
import { api } from '../api.ts'
import { appearance } from '../appearance.svelte.ts'
import { setTimeZone } from '../format.ts'
import type { Ability } from '../session.svelte.ts'
import type { PortalMe } from './portal_types.ts'

/** Which customer looks in, at which house. Filled by the portal's layout before any page. */
class PortalSession {
  #me = $state.raw<PortalMe>()
  #ability = $state.raw<Ability>(createMongoAbility<Ability>())

  get me(): PortalMe {
    if (!this.#me) throw new Error('The portal session is read before its layout has loaded it')
    return this.#me
  }

  can(action: string, type: string): boolean {
    return this.#ability.can(action, type)
  }

  async load(tenant: string): Promise<void> {
    const { data } = await api.get('/api/portal/:tenant/me', { params: { tenant } })
    this.#me = data
    this.#ability = createMongoAbility<Ability>(
      unpackRules(data.rules as PackRule<RawRuleOf<Ability>>[])
    )
    setTimeZone(data.tenant.timeZone)
    appearance.useBrand(data.tenant.brandColor)
  }
}

export const portalSession = new PortalSession()
