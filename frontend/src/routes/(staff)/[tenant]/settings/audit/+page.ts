import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** `?from=2026-11-01&to=2026-11-30&actor=member:…&table=tickets&row=…` */
export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:audit')
  const asked = (name: string, form = /./) => {
    const value = url.searchParams.get(name) ?? ''
    return form.test(value) ? value : undefined
  }
  const query = {
    from: asked('from', DAY),
    to: asked('to', DAY),
    actor: asked('actor'),
    table: asked('table'),
    row: asked('row'),
  }
  const [page, { data: filters }] = await Promise.all([
    api.get('/api/:tenant/audit-entries', { params, query }),
    api.get('/api/:tenant/audit-entries/filters', { params }),
  ])
  return { page, filters, query, crumbs: settingsCrumbs(params.tenant, m.audit_title()) }
}
