import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from '@casl/ability'
import { unpackRules, type PackRule } from '@casl/ability/extra'
import { api } from './api.ts'
import { appearance, type Density } from './appearance.svelte.ts'
import { setTimeZone } from './format.ts'

export type Ability = MongoAbility<[string, string | object]>
export type Role = 'owner' | 'admin' | 'dispatcher' | 'technician' | 'billing' | 'auditor'

export interface Membership {
  slug: string
  tenantName: string
  memberName: string
  role: Role
}

export interface Tenant {
  slug: string
  name: string
  brandColor: string | null
  timeZone: string
}

export interface Member {
  id: string
  name: string
  role: Role
  density: Density
}

interface Me {
  member: Member
  tenant: Tenant
  rules: PackRule<RawRuleOf<Ability>>[]
  memberships: Membership[]
}

/** Who works here, for which tenant, and what they may do. Filled by the staff layout before any page. */
class Session {
  #me = $state.raw<Me>()
  #ability = $state.raw<Ability>(createMongoAbility<Ability>())

  get member(): Member {
    return this.#loaded.member
  }

  get tenant(): Tenant {
    return this.#loaded.tenant
  }

  get memberships(): Membership[] {
    return this.#me?.memberships ?? []
  }

  /** `can('update', 'Ticket')`, or with a row: `can('update', 'Ticket', ticket)`. */
  can(action: string, type: string, row?: object): boolean {
    // The row is copied, because `subject` marks the object it is given.
    return this.#ability.can(action, row ? subject(type, { ...row }) : type)
  }

  async load(slug: string): Promise<void> {
    const { data } = await api.get<{ data: Me }>('/api/:tenant/me', { params: { tenant: slug } })
    this.#me = data
    this.#ability = createMongoAbility<Ability>(unpackRules(data.rules))
    setTimeZone(data.tenant.timeZone)
    appearance.useBrand(data.tenant.brandColor)
    appearance.useDensity(data.member.density)
  }

  clear(): void {
    this.#me = undefined
    this.#ability = createMongoAbility<Ability>()
    appearance.useBrand(null)
  }

  get #loaded(): Me {
    if (!this.#me) throw new Error('The session is read before the staff layout has loaded it')
    return this.#me
  }
}

export const session = new Session()

export const can: Session['can'] = (action, type, row) => session.can(action, type, row)
