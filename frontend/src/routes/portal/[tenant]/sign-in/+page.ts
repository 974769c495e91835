import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = () => ({ crumbs: [{ title: m.identity_sign_in_title() }] })
