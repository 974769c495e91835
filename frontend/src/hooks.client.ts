import type { HandleClientError } from '@sveltejs/kit/hooks'
import { ApiError } from '#lib/api_error.ts'

/** A refused request in a `load` becomes the error page of its status, in the API's own words. */
export const handleError: HandleClientError = ({ error }) => {
  if (error instanceof ApiError) {
    return { status: error.status || 503, code: error.code, message: error.message }
  }
  // Nobody expected this one: the page says sorry, the console says what.
  console.error(error)
}
