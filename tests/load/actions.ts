import { Client } from '../support/client.js'
import { PASSWORD, type BenchTenant } from './bench_tenants.js'
import { recordStatements, type Statement } from './statement_recorder.js'

export interface Request {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

/** One thing that people do: the requests, and what the server asked the database for each. */
export interface Action {
  name: string
  requests: Request[]
  transactions: { statements: Statement[]; number: number | null }[]
}

const PAGES_PER_TENANT = 10

/** Signs in to every tenant, does everything once and notes the statements, so that raw `pg` can do the very same. */
export async function actionsOf(tenants: BenchTenant[]): Promise<Action[]> {
  const statements = recordStatements()
  const actions = ['list', 'rare filter', 'ticket page', 'ticket create'].map((name): Action => ({
    name,
    requests: [],
    transactions: [],
  }))
  for (const { slug, email } of tenants) {
    const client = new Client()
    await client.post('/api/session', { email, password: PASSWORD })
    const { data: options } = await client.get(`/api/${slug}/ticket-options`)
    const rare = options.statuses.find(
      (status: { waitingFor: string }) => status.waitingFor === 'supplier'
    )
    const { data: listed } = await client.get(
      `/api/${slug}/tickets?limit=${PAGES_PER_TENANT}&sort=activity`
    )
    const body = {
      subject: 'Drucker streikt',
      channel: 'phone',
      text: 'Er druckt nicht.',
      accountNumber: 20001,
    }
    const [list, filter, page, create] = actions
    await add(list, client, 'GET', `/api/${slug}/tickets`)
    await add(filter, client, 'GET', `/api/${slug}/tickets?status=${rare.id}`)
    for (const { number } of listed)
      await add(page, client, 'GET', `/api/${slug}/tickets/${number}`)
    // The first one of a process also reserves a block of numbers, which is not what every one does.
    await client.post(`/api/${slug}/tickets`, body)
    await add(create, client, 'POST', `/api/${slug}/tickets`, body)
  }
  return actions

  async function add(
    action: Action,
    client: Client,
    method: 'GET' | 'POST',
    path: string,
    body?: unknown
  ): Promise<void> {
    statements.length = 0
    const answer = await client.request(method, path, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
    const creates = method === 'POST'
    action.transactions.push({
      // Only what is created has ids that another one must not have again.
      statements: statements.map((statement) => (creates ? statement : { ...statement, rows: [] })),
      number: creates ? answer.data.number : null,
    })
    action.requests.push({
      method,
      path,
      headers: client.headers(body),
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  }
}
