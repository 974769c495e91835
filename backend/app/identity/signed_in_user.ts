import type { HttpContext } from '@adonisjs/core/http'
import { DomainError } from '#core/errors'
import { findUser, type User } from '#identity/user'

/** @throws signed_out (401) without a session, or if the user was disabled meanwhile */
export async function signedInUser({ session }: HttpContext): Promise<User> {
  const id: string | undefined = session.get('user_id')
  const user = id ? await findUser(id) : null
  if (!user) throw new DomainError('signed_out', 401)
  return user
}
