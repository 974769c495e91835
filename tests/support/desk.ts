import db from '@adonisjs/lucid/services/db'
import { TestTenant } from './tenant.js'

/** A tenant with its owner at the settings of the service desk, where no mailbox stands yet. */
export async function openDesk() {
  const tenant = await TestTenant.create()
  await tenant.run(() => db.from('mailboxes').delete())
  const client = await tenant.signIn()
  return {
    tenant,
    client,
    // Tests look into lists of many shapes; each asserts what it reads.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    list: async (path: string): Promise<any[]> => (await client.get(tenant.path(path))).data,
    add: async (path: string, body: object): Promise<string> => {
      const answer = await client.post(tenant.path(path), body)
      if (answer.status !== 201)
        throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
      return answer.data.id
    },
    payloads: async (type: string) => (await tenant.events(type)).map(({ payload }) => payload),
  }
}
