import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = () => ({ crumbs: [{ title: m.portal_report() }] })
