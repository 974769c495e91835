import type { HttpContext } from '@adonisjs/core/http'
import { DomainError } from '#core/errors'
import { findSeat, findUser, type Seat, type User } from '#identity/user'

/** @throws signed_out (401) without a session, or if the user was disabled meanwhile */
export async function signedInUser({ session }: HttpContext): Promise<User> {
  const id: string | undefined = session.get('user_id')
  const user = id ? await findUser(id) : null
  if (!user) throw new DomainError('signed_out', 401)
  return user
}

/**
 * The user with the seat in the tenant of that slug, which is null for who is no member of it.
 * @throws signed_out (401) as above
 */
export async function signedInSeat(
  { session }: HttpContext,
  slug: string
): Promise<{ user: User; seat: Seat | null }> {
  const id: string | undefined = session.get('user_id')
  const found = id ? await findSeat(slug, id) : null
  if (!found) throw new DomainError('signed_out', 401)
  return found
}
