import type { HttpContext } from '@adonisjs/core/http'
import emitter from '@adonisjs/core/services/emitter'
import app from '@adonisjs/core/services/app'
import type { NextFn } from '@adonisjs/core/types/http'
import FrameworkSessionMiddleware from '@adonisjs/session/session_middleware'
import { configProvider } from '@adonisjs/core'
import sessionConfig from '#config/session'

type Config = ConstructorParameters<typeof FrameworkSessionMiddleware>[0]

let both:
  | Promise<{ staff: FrameworkSessionMiddleware<never>; portal: FrameworkSessionMiddleware<never> }>
  | undefined

/** The framework's session twice: staff and portal have cookies of their own, so one browser may hold both. */
async function sessions() {
  const resolved = (await configProvider.resolve<Config>(app, sessionConfig))!
  const make = (cookieName: string) =>
    new FrameworkSessionMiddleware<never>({ ...resolved, cookieName } as never, emitter)
  return { staff: make('kontor_session'), portal: make('kontor_portal') }
}

export default class SessionMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    both ??= sessions()
    const { staff, portal } = await both
    return (ctx.request.url().startsWith('/api/portal/') ? portal : staff).handle(ctx, next)
  }
}
