import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import type { Role } from '#core/ability'
import { bus } from '#core/bus_service'
import * as tenancy from '#core/tenancy'
import { settle } from '#core/worker'
import { createTenant } from '#tenants/create_tenant'
import { findOrCreateUser } from '#identity/user'
import { Client } from './client.js'

export const PASSWORD = 'correct horse battery'

let passwordHash: Promise<string> | undefined
let counter = 0
/** Unique in the whole run, also over the processes beside this one. */
export const unique = (prefix: string) =>
  `${prefix}${process.pid.toString(36)}${(counter++).toString(36)}`

/** A tenant of its own for one test: nothing to clean up, nothing shared. */
export class TestTenant {
  private constructor(
    readonly id: string,
    readonly slug: string,
    readonly ownerEmail: string,
    readonly ownerId: string
  ) {}

  static async create(state = 'SH'): Promise<TestTenant> {
    const slug = unique('t')
    const ownerEmail = `owner@${slug}.test`
    const { tenantId, memberId } = await createTenant({
      slug,
      name: `Tenant ${slug}`,
      country: 'DE',
      state,
      adminEmail: ownerEmail,
      adminName: 'Olga Owner',
    })
    await givePassword(ownerEmail)
    return new TestTenant(tenantId, slug, ownerEmail, memberId)
  }

  /** Works inside the tenant as its owner, at the given time. */
  run<T>(work: () => Promise<T>, clock?: DateTime): Promise<T> {
    return tenancy.run(
      { tenantId: this.id, actor: { kind: 'member', id: this.ownerId, name: 'Olga Owner' }, clock },
      work
    )
  }

  async addMember(role: Role, name = `Member ${role}`): Promise<{ id: string; email: string }> {
    const email = `${unique(role)}@${this.slug}.test`
    const user = await findOrCreateUser(email)
    await givePassword(email)
    const [member] = await this.run(async () =>
      db.table('members').returning('id').insert({ user_id: user.id, name, role })
    )
    return { id: member.id, email }
  }

  async signIn(email = this.ownerEmail, language = 'de'): Promise<Client> {
    const client = new Client(language)
    const answer = await client.post('/api/session', { email, password: PASSWORD })
    if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`)
    return client
  }

  /** Signs in as a new member of the role. */
  async as(role: Role): Promise<Client> {
    return this.signIn((await this.addMember(role)).email)
  }

  path = (rest: string) => `/api/${this.slug}/${rest}`

  /** Relay, timers and consumers until nothing moves. */
  settle = () => settle(bus, this.id)

  async events(
    type?: string
  ): Promise<{ type: string; subject_id: string; payload: Record<string, unknown> }[]> {
    return this.run(async () => {
      const query = db.from('events').orderBy('seq')
      return type ? query.where('type', type) : query
    })
  }
}

async function givePassword(email: string) {
  passwordHash ??= hash.make(PASSWORD)
  await db
    .connection('identity')
    .from('users')
    .where('email', email)
    .update({ password_hash: await passwordHash })
}
