import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = ({ url }) => ({
  text: url.searchParams.get('q') ?? '',
  crumbs: [{ title: m.core_nav_settings() }],
})
