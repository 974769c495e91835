import app from '@adonisjs/core/services/app'
import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import { errors as vineErrors } from '@vinejs/vine'
import { DomainError } from '#core/errors'
import { problemOf, wordedParams } from '#core/problems'

/** One place turns whatever was thrown into `{ errors: [{ code, message, field? }] }`, in the language of the request. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = false

  async handle(error: unknown, ctx: HttpContext) {
    if (error instanceof vineErrors.E_VALIDATION_ERROR) {
      const errors = (error.messages as { field: string; rule: string; message: string }[]).map(
        (each) => ({
          code: each.rule,
          message: each.message,
          field: each.field,
        })
      )
      return ctx.response.status(422).send({ errors })
    }
    const problem = problemOf(error)
    if (problem.status === 503) ctx.response.header('Retry-After', '1')
    const params = wordedParams(problem.params, ctx.i18n.locale)
    const message = ctx.i18n.t(`errors.${problem.code}`, params, problem.code)
    const answer = { code: problem.code, message, ...(problem.field && { field: problem.field }) }
    return ctx.response.status(problem.status).send({ errors: [answer] })
  }

  async report(error: unknown, ctx: HttpContext) {
    if (error instanceof DomainError || error instanceof vineErrors.E_VALIDATION_ERROR) return
    if (problemOf(error).status < 500) return
    ctx.logger.error({ err: error, request: ctx.request.id() }, 'unexpected error')
    if (app.inTest && process.env.SHOW_ERRORS) console.error(error)
  }
}
