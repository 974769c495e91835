import type { Crumb } from '../crumbs.ts'
import { m } from '../paraglide/messages.js'

export const settingsCrumbs = (tenant: string, title: string): Crumb[] => [
  { title: m.core_nav_settings(), href: `/${tenant}/settings` },
  { title },
]
