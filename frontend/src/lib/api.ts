import { m } from './paraglide/messages.js'
import { ApiError, type Problem } from './api_error.ts'
import type { Caller, HttpMethod } from './api_types.ts'

type Scalar = string | number | boolean
export type Query = Record<string, Scalar | Scalar[] | null | undefined>

export interface CallOptions {
  /** Fills `:name` in the pattern. */
  params?: Record<string, string | number>
  /** Empty values are left out; lists become `name[]=`. */
  query?: Query
  /** An object is sent as JSON, FormData as it is. */
  body?: object
  signal?: AbortSignal
  headers?: Record<string, string>
}

/**
 * The only way to the backend. What goes in and comes out is the route's own: the registry is made
 * from the backend's validators and controllers and is here for its types alone, so that no list of
 * routes is sent to the browser.
 * Throws `ApiError` for every refusal and when there is no connection.
 */
export const api = {
  get: caller('GET'),
  post: caller('POST'),
  put: caller('PUT'),
  patch: caller('PATCH'),
  delete: caller('DELETE'),
}

function caller<Method extends HttpMethod>(method: Method): Caller<Method> {
  const untyped = (pattern: string, options?: CallOptions) => call(method, pattern, options)
  return untyped as Caller<Method>
}

async function call<Answer>(
  method: string,
  pattern: string,
  options: CallOptions = {}
): Promise<Answer> {
  const { body } = options
  const json = body !== undefined && !(body instanceof FormData)
  let response: Response
  try {
    // The first thing a browser ever sends may be its sign-in: any answer of the backend brings the token for it.
    if (method !== 'GET' && !forgeryToken()) await fetch('/api/session', { signal: options.signal })
    response = await fetch(urlFor(pattern, options.params, options.query), {
      method,
      headers: {
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...requestHeaders(),
        ...options.headers,
      },
      body: json ? JSON.stringify(body) : (body as FormData | undefined),
      signal: options.signal,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(0, [{ code: 'offline', message: m.core_error_offline() }])
  }
  const text = await response.text()
  if (!response.ok) throw refusal(response.status, text)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** The address of a route: `:name` filled and escaped, empty query values left out. */
export function urlFor(pattern: string, params: CallOptions['params'] = {}, query: Query = {}) {
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`${pattern} needs ${name}`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) search.append(`${name}[]`, String(one))
    else if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

/** JSON wanted, and the token of the XSRF cookie sent back, as the backend's forgery guard asks. */
export function requestHeaders(): Record<string, string> {
  const token = forgeryToken()
  return {
    accept: 'application/json',
    ...(token ? { 'x-xsrf-token': decodeURIComponent(token) } : {}),
  }
}

/** Reads `{ errors: [{ code, message, field? }] }`; a proxy's HTML page counts as a server error. */
export function refusal(status: number, text: string): ApiError {
  try {
    const { errors } = JSON.parse(text) as { errors: Problem[] }
    if (Array.isArray(errors) && errors.length > 0) return new ApiError(status, errors)
  } catch {
    // Not the API's own words: fall through to ours.
  }
  return new ApiError(status, [{ code: `http_${status}`, message: m.core_error_server() }])
}

function forgeryToken(): string | undefined {
  return /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1]
}
