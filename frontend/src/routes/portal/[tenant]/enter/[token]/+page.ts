import { m } from '#lib/paraglide/messages.js'
import { portalHouse } from '#lib/portal/portal_house.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params }) => ({
  house: await portalHouse(params.tenant),
  crumbs: [{ title: m.identity_sign_in_title() }],
})
