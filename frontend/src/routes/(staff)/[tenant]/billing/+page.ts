import { redirect } from '@sveltejs/kit'
import { lastMonth } from './months.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = ({ params }) => {
  redirect(307, `/${params.tenant}/billing/runs/${lastMonth()}`)
}
