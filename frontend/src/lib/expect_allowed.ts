import { ApiError } from './api_error.ts'
import { m } from './paraglide/messages.js'
import { can } from './session.svelte.ts'

/**
 * For the `load` of a page that asks the API for nothing it could refuse: throws what the API would say to the page's
 * act, so that nobody fills in a form in vain. The session is known after `await parent()`.
 */
export function expectAllowed(action: string, type: string): void {
  if (can(action, type)) return
  throw new ApiError(403, [{ code: 'forbidden', message: m.core_error_forbidden() }])
}
