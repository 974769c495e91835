import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#core/command'
import { WrongUse } from '#core/wrong_use'
import { isGermanState } from '#contracts/holidays'
import { createTenant } from '#tenants/create_tenant'

export default class TenantCreate extends OperatorCommand {
  static commandName = 'tenant:create'
  static description = 'Create a tenant with its first owner'

  @flags.string({ description: 'Short name in addresses, e.g. acme' })
  declare slug: string

  @flags.string({ description: 'Name of the company' })
  declare name: string

  @flags.string({ description: 'DE', default: 'DE' })
  declare country: string

  @flags.string({ description: 'Bundesland of the holidays, e.g. SH' })
  declare state: string

  @flags.string({
    description: "Address that customers write to; otherwise support@ the owner's domain",
  })
  declare mailbox: string

  @flags.string({ description: 'Address of the first owner' })
  declare adminEmail: string

  @flags.string({ description: 'Name of the first owner' })
  declare adminName: string

  @flags.string({ description: 'Password; without it the owner asks for a reset' })
  declare adminPassword: string

  async perform() {
    for (const name of ['slug', 'name', 'adminEmail'] as const) {
      if (!this[name])
        throw new WrongUse(
          `--${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)} is missing.`
        )
    }
    if (!/^[a-z][a-z0-9-]{1,30}$/.test(this.slug))
      throw new WrongUse('--slug takes small letters, digits and hyphens.')
    for (const address of [this.adminEmail, this.mailbox]) {
      if (address !== undefined && !/^\S+@\S+\.\S+$/.test(address))
        throw new WrongUse(`${address} is not a mail address.`)
    }
    if (this.state && !isGermanState(this.state))
      throw new WrongUse(`--state: there is no ${this.state}. Bundesländer are BW, BY, BE … TH.`)
    if (this.country !== 'DE') throw new WrongUse('--country: only DE for now.')
    if (this.adminPassword && this.adminPassword.length < 10)
      throw new WrongUse('--admin-password needs 10 characters.')
    const { tenantId } = await createTenant({
      slug: this.slug,
      name: this.name,
      country: 'DE',
      state: this.state,
      mailbox: this.mailbox,
      adminEmail: this.adminEmail,
      adminName: this.adminName ?? this.adminEmail.split('@')[0],
      adminPassword: this.adminPassword,
    })
    if (!this.json) {
      this.logger.success(`Tenant ${this.slug} is ready.`)
      if (!this.state)
        this.logger.warning('Its calendar has no public holidays until a Bundesland is chosen.')
    }
    return { tenant: this.slug, tenantId }
  }
}
