import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { readTables } from '../support/catalogue.js'
import { Client, type Answer } from '../support/client.js'
import {
  type Fixtures,
  type MakeRequest,
  type RouteRequest,
  openHouse,
  openPortal,
  portalVisitor,
} from '../support/route_fixtures.js'
import { portalRequests } from './portal_route_requests.js'
import {
  ASKED_ELSEWHERE,
  PUBLIC_ROUTES,
  personalRequests,
  staffRequests,
} from './route_requests.js'

interface Route {
  name: string
  method: string
  pattern: string
}

const routes: Route[] = Object.values(router.toJSON())
  .flat()
  .map(({ name, pattern, methods }) => ({
    name: name!,
    pattern,
    method: methods.find((method) => method !== 'HEAD')!,
  }))

const named = (requests: Record<string, MakeRequest>) =>
  routes.filter((route) => route.name in requests)

function urlOf({ pattern }: Route, slug: string, { params = {}, query }: RouteRequest): string {
  const path = pattern.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(
      name === 'tenant' && !('tenant' in params) ? slug : String(params[name] ?? `no-${name}`)
    )
  )
  return query ? `${path}?${query}` : path
}

const ask = (route: Route, client: Client, slug: string, request: RouteRequest): Promise<Answer> =>
  client.request(route.method, urlOf(route, slug, request), request.body)

/** Ids and numbers of rows in a body, which must be of no use in another tenant. */
const namesRows = (body: unknown) =>
  !(body instanceof Uint8Array) &&
  /"[0-9a-f]{8}-[0-9a-f]{4}-|[nN]umber":|"into":/.test(JSON.stringify(body ?? null))

test.group('Every route', () => {
  const known = [
    staffRequests,
    portalRequests,
    personalRequests,
    PUBLIC_ROUTES,
    ASKED_ELSEWHERE,
  ].flatMap((list) => Object.keys(list))

  test('is registered with a request or stands on the list of public routes', ({ assert }) => {
    const missing = routes
      .filter(({ name }) => !known.includes(name))
      .map(({ name, method, pattern }) => `${name} (${method} ${pattern})`)
    assert.deepEqual(missing, [], 'add a line to tests/isolation/route_requests.ts')
    assert.deepEqual(
      known.filter((name) => !routes.some((route) => route.name === name)),
      [],
      'registered, but gone'
    )
    assert.equal(new Set(known).size, known.length, 'registered twice')
  })

  test('stands in the house whose list it is on', ({ assert }) => {
    for (const route of named(staffRequests))
      assert.match(route.pattern, /^\/api\/:tenant(\/|$)/, route.name)
    for (const route of named(portalRequests))
      assert.match(route.pattern, /^\/api\/portal\/:tenant\//, route.name)
    for (const route of named(personalRequests))
      assert.notMatch(route.pattern, /:tenant/, route.name)
  })
})

test.group('A route', (group) => {
  let own: Fixtures
  let foreign: Fixtures
  let customer: Fixtures
  let otherCustomer: Fixtures
  let foreignCustomer: Fixtures

  group.setup(async () => {
    const tables = await readTables()
    own = await openHouse(tables)
    foreign = await openHouse(tables)
    customer = await openPortal(own)
    otherCustomer = await openPortal(own)
    foreignCustomer = await openPortal(foreign)
  })

  test('of staff: {name} answers the own member, and nobody else')
    .with(named(staffRequests))
    .run(async ({ assert }, route) => {
      const make = staffRequests[route.name]
      const request = await make(own.afresh())
      const said = (answer: Answer) =>
        `${route.method} ${route.pattern}: ${answer.text.slice(0, 300)}`

      const stranger = await ask(route, new Client(), own.tenant.slug, request)
      assert.equal(stranger.status, 401, `without a session ${said(stranger)}`)
      const elsewhere = await ask(route, foreign.client, own.tenant.slug, request)
      assert.equal(elsewhere.status, 404, `signed in elsewhere ${said(elsewhere)}`)
      if (request.params && !request.paramsNameNoRow) {
        const wrongHouse = await ask(route, foreign.client, foreign.tenant.slug, request)
        assert.equal(wrongHouse.status, 404, `a foreign id in the own house ${said(wrongHouse)}`)
      }
      if (namesRows(request.body)) {
        const params = request.params && (await make(foreign.afresh())).params
        const smuggled = await ask(route, foreign.client, foreign.tenant.slug, {
          ...request,
          params,
        })
        assert.include(
          [404, 409, 422],
          smuggled.status,
          `foreign ids in the body ${said(smuggled)}`
        )
      }
      const answer = await ask(route, own.client, own.tenant.slug, request)
      assert.include([200, 201, 202, 204], answer.status, `the own id ${said(answer)}`)
    })

  test('of customers: {name} answers the own contact, and nobody else')
    .with(named(portalRequests))
    .run(async ({ assert }, route) => {
      const fixtures = customer.afresh()
      const request = await portalRequests[route.name](fixtures)
      const said = (answer: Answer) =>
        `${route.method} ${route.pattern}: ${answer.text.slice(0, 300)}`

      const stranger = await ask(route, await portalVisitor(own.tenant), own.tenant.slug, request)
      assert.equal(stranger.status, 401, `without a session ${said(stranger)}`)
      const elsewhere = await ask(route, foreignCustomer.client, own.tenant.slug, request)
      assert.equal(elsewhere.status, 404, `signed in to another tenant’s portal ${said(elsewhere)}`)
      if (request.params || namesRows(request.body)) {
        const neighbour = await ask(route, otherCustomer.client, own.tenant.slug, request)
        assert.equal(neighbour.status, 404, `another customer ${said(neighbour)}`)
        const wrongHouse = await ask(route, foreignCustomer.client, foreign.tenant.slug, request)
        assert.equal(wrongHouse.status, 404, `a foreign id in the own portal ${said(wrongHouse)}`)
      }
      const answer = await ask(route, customer.client, own.tenant.slug, request)
      assert.include([200, 201, 202, 204], answer.status, `the own id ${said(answer)}`)
    })

  test('of a person: {name} needs a session and knows the own rows only')
    .with(named(personalRequests))
    .run(async ({ assert }, route) => {
      const request = await personalRequests[route.name](own)
      assert.equal((await ask(route, new Client(), '', request)).status, 401)
      if (request.params) assert.equal((await ask(route, foreign.client, '', request)).status, 404)
      const answer = await ask(route, own.client, '', request)
      assert.include([200, 201, 202, 204], answer.status, answer.text)
    })

  test('of the public list: {name} is public')
    .with(routes.filter(({ name }) => name in PUBLIC_ROUTES))
    .run(async ({ assert }, route) => {
      const client = route.pattern.startsWith('/api/portal')
        ? await portalVisitor(own.tenant)
        : new Client()
      const answer = await ask(route, client, own.tenant.slug, {})
      assert.notInclude([401, 403, 404, 500], answer.status, answer.text)
    })
})
