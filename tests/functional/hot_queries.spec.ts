import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import * as tenancy from '#core/tenancy'
import { recordStatements, type Statement } from '../load/statement_recorder.js'
import { ticketRows } from '../load/ticket_fixture.js'
import { asOwner } from '../support/catalogue.js'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Plans'?: Plan[]
}

const TICKETS = 100_000

/** The lists people live in, with the index that each is made for. */
const LISTS: [string, string][] = [
  ['view=open&sort=due', 'tickets_open_due'],
  ['view=open&sort=newest', 'tickets_newest'],
  ['view=open&sort=activity', 'tickets_activity'],
  ['view=all&sort=newest', 'tickets_newest'],
  ['view=all&sort=activity', 'tickets_activity'],
  ['view=all&sort=due', 'tickets_due'],
  ['view=mine', 'tickets_open_assignee'],
  ['view=unassigned', 'tickets_open_unassigned'],
  ['view=open&queue=QUEUE', 'tickets_open_queue'],
  ['view=all&sort=newest&account=20001', 'tickets_account'],
]

let tenant: TestTenant
let client: Client
let queue: string
let statements: Statement[]

test.group('With 100,000 tickets', (group) => {
  group.setup(async () => {
    tenant = await TestTenant.create()
    const { id: technician, email } = await tenant.addMember('technician')
    for (let each = 0; each < 7; each++) await tenant.addMember('technician')
    const actor = { kind: 'member', id: technician, name: 'Technician' } as const
    queue = await tenancy.run({ tenantId: tenant.id, actor, lane: 'bulk' }, async () => {
      for (const statement of ticketRows(TICKETS)) await db.rawQuery(statement)
      return (await db.from('queues').where('name', 'Einkauf').firstOrFail()).id as string
    })
    await asOwner('analyze')
    client = await tenant.signIn(email)
    statements = recordStatements()
  })

  for (const [query, index] of LISTS) {
    test(`the list ${query} ends after its page by ${index}, planned for its values and for any`, async ({
      assert,
    }) => {
      statements.length = 0
      const answer = await client.get(tenant.path(`tickets?${query.replace('QUEUE', queue)}`))
      assert.lengthOf(answer.data, 50)
      const list = statements.find(({ text }) => text.includes('order by tickets.'))!
      const planned = await plans(list)
      for (const plan of planned) assert.deepEqual(scansOf(plan, 'tickets'), ['Index Scan'])
      assert.deepEqual(indexesOf(planned[0]), [index])
      assert.notInclude(JSON.stringify(planned[0]), '"Sort"')
    })
  }
})

/** The plan with the values of the request, and the one that serves a prepared statement whatever they are. */
async function plans({ text, values }: Statement): Promise<Plan[]> {
  return tenant.run(async () => {
    const custom = await db.rawQuery(
      `explain (format json) ${text.replace(/\$\d+/g, '?')}`,
      values as string[]
    )
    const generic = await db.rawQuery(`explain (format json, generic_plan) ${text}`)
    return [custom, generic].map(({ rows }) => rows[0]['QUERY PLAN'][0].Plan)
  })
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]
const scansOf = (plan: Plan, relation: string) =>
  nodes(plan)
    .filter((node) => node['Relation Name'] === relation)
    .map((node) => node['Node Type'])
const indexesOf = (plan: Plan) =>
  nodes(plan)
    .filter((node) => node['Relation Name'] === 'tickets')
    .map((node) => node['Index Name'])
