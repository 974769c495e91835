import type { MakeRequest } from '../support/route_fixtures.js'
import { plain } from '../support/route_request.js'
import { billingRequests } from './billing_route_requests.js'
import { customerRequests } from './customer_route_requests.js'
import { deskRequests } from './desk_route_requests.js'
import { houseRequests } from './house_route_requests.js'
import { ticketRequests } from './ticket_route_requests.js'

/**
 * Every route of the staff's house by its name, with one request that succeeds. A new route is one more line in the
 * list of its module.
 */
export const staffRequests: Record<string, MakeRequest> = {
  ...houseRequests,
  ...deskRequests,
  ...customerRequests,
  ...ticketRequests,
  ...billingRequests,
}

/** Routes of a person and no tenant: they need a session and know no rows but the person's own. */
export const personalRequests: Record<string, MakeRequest> = {
  'session.show': plain(),
  'session.update': plain({ locale: 'de' }),
  'sessions.index': plain(),
  'sessions.destroy_others': plain(),
  'sessions.destroy': async ({ tenant, client }) => {
    await tenant.signIn()
    const { data } = await client.get('/api/sessions')
    return { params: { id: data.find((each: { current: boolean }) => !each.current).id } }
  },
}

/** Open to everyone, and why. */
export const PUBLIC_ROUTES: Record<string, string> = {
  'health.live': 'asked by the load balancer',
  'health.ready': 'asked by the load balancer',
  'session.store': 'signing in',
  'session.destroy': 'signing out twice does no harm',
  'password_resets.store': 'for who cannot sign in',
  'password_resets.update': 'the link of the mail is the key',
  'portal_branding.show': 'what stands on the door',
  'portal_session.store': 'signing in',
  'portal_session.destroy': 'signing out twice does no harm',
  'login_links.store': 'for who cannot sign in',
  'login_links.update': 'the link of the mail is the key',
}

/** Routes that this suite cannot ask, and the one that does. */
export const ASKED_ELSEWHERE: Record<string, string> = {
  'live.show': 'a stream that never ends: tests/functional/live.spec.ts',
}
