/**
 * A refusal that a person can act on. `code` is stable and names a sentence in resources/lang/…/errors.json, which is
 * filled with `params`; `field` puts it beside the input that is wrong.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly status: 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 = 422,
    readonly params: Record<string, string | number> = {},
    readonly field?: string
  ) {
    super(code)
    this.name = 'DomainError'
  }
}

export const notFound = () => new DomainError('not_found', 404)
export const forbidden = () => new DomainError('forbidden', 403)
export const refused = (
  code: string,
  params: Record<string, string | number> = {},
  field?: string
) => new DomainError(code, 422, params, field)
export const conflict = (code: string, params: Record<string, string | number> = {}) =>
  new DomainError(code, 409, params)
