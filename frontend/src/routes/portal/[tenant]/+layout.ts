import { redirect } from '@sveltejs/kit'
import { ApiError } from '#lib/api_error.ts'
import { portalSession } from '#lib/portal/portal_session.svelte.ts'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ params, url, depends, untrack }) => {
  depends('app:portal-session')
  const here = untrack(() => url.pathname + url.search)
  try {
    await portalSession.load(params.tenant)
  } catch (error) {
    // Not found: signed in at another house's portal, or no such house, which the sign-in page says.
    if (error instanceof ApiError && (error.status === 401 || error.status === 404)) {
      redirect(307, `/portal/${params.tenant}/sign-in?next=${encodeURIComponent(here)}`)
    }
    throw error
  }
}
