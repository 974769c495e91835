import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { OperatorCommand } from '#core/command'
import type { DemoTenant } from '#demo/seed_demo'

export default class DemoSeed extends OperatorCommand {
  static commandName = 'demo:seed'
  static description =
    'Fill an empty database with the demo: two MSPs and half a year of their work'

  async perform() {
    const { isar, nordlicht } = await import('#demo/demo_tenants')
    const { seedDemo } = await import('#demo/seed_demo')
    const started = Date.now()
    const now = DateTime.utc()
    const seed = async (demo: DemoTenant) => {
      const { rows } = await db
        .connection('identity')
        .rawQuery('select 1 from app.tenant_by_slug(?)', [demo.slug])
      if (rows.length === 0) await seedDemo(demo, now, (line) => this.logger.info(line))
    }
    // Side by side: one works while the other waits for the database.
    await Promise.all([seed(nordlicht), seed(isar)])
    return { seconds: Math.round((Date.now() - started) / 1000), logins: await logins() }
  }
}

/** What the launcher prints: everyone of the staff, and one customer with the portal's address. */
async function logins() {
  const { isar, nordlicht } = await import('#demo/demo_tenants')
  const { DEMO_PASSWORD: password } = await import('#demo/demo_members')
  const staff = nordlicht.members.map(({ name, role, email }) => ({
    title: `${nordlicht.name}, ${role}: ${name}`,
    email,
    password,
    path: '/sign-in',
  }))
  const [owner] = isar.members
  return [
    ...staff,
    {
      title: `${isar.name}, ${owner.role}: ${owner.name}`,
      email: owner.email,
      password,
      path: '/sign-in',
    },
    {
      title: 'Customer portal: Sabine Möller',
      email: 's.moeller@kanzlei-moeller.example',
      password,
      path: `/portal/${nordlicht.slug}/sign-in`,
    },
  ]
}
