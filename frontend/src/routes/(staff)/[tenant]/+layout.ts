import { redirect } from '@sveltejs/kit'
import { ApiError } from '#lib/api_error.ts'
import { session } from '#lib/session.svelte.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ params, url, depends, untrack }) => {
  depends('app:session')
  const here = untrack(() => url.pathname + url.search)
  try {
    await session.load(params.tenant)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      redirect(307, `/sign-in?next=${encodeURIComponent(here)}`)
    }
    throw error
  }
}
