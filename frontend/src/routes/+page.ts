import { redirect } from '@sveltejs/kit'
import { ApiError } from '#lib/api_error.ts'
import { currentUser } from '#lib/sign_in.ts'
import type { PageLoad } from './$types'

/** The front door: into the house for whoever is signed in, otherwise to the sign-in page. */
export const load: PageLoad = async () => {
  try {
    const { memberships } = await currentUser()
    if (memberships.length !== 1) return { memberships }
    redirect(307, `/${memberships[0]?.slug}`)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) redirect(307, '/sign-in')
    throw error
  }
}
