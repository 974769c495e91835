/** One refusal as the API words it: `code` is stable, `message` is for people, `field` names a form field. */
export interface Problem {
  code: string
  message: string
  field?: string
}

/** What every call of the API throws. `status` is 0 when no answer came at all. */
export class ApiError extends Error {
  readonly status: number
  readonly errors: Problem[]

  constructor(status: number, errors: Problem[]) {
    super(errors[0]?.message ?? `HTTP ${status}`)
    this.name = 'ApiError'
    this.status = status
    this.errors = errors
  }

  get code(): string {
    return this.errors[0]?.code ?? 'unknown'
  }

  get offline(): boolean {
    return this.status === 0
  }
}
