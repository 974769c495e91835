import { api } from './api.ts'
import type { Membership } from './session.svelte.ts'

export interface CurrentUser {
  memberships: Membership[]
  user: { email: string; locale: string }
}

export async function currentUser(): Promise<CurrentUser> {
  return (await api.get<{ data: CurrentUser }>('/api/session')).data
}

export async function signIn(credentials: {
  email: string
  password: string
}): Promise<CurrentUser> {
  return (await api.post<{ data: CurrentUser }>('/api/session', { body: credentials })).data
}

/** Where to go after signing in: only ever a path of this house, whatever the address bar says. */
export function safeNext(next: string | null): string | null {
  if (!next) return null
  const url = new URL(next, location.origin)
  return url.origin === location.origin ? url.pathname + url.search : null
}
