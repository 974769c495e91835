import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import i18nManager from '@adonisjs/i18n/services/main'
import type { I18n } from '@adonisjs/i18n'
import { RequestValidator } from '@adonisjs/core/http'

/** The API speaks JSON whatever was accepted (or 401 and 422 would become redirects), in the language that was. */
declare module '@adonisjs/core/http' {
  interface HttpContext {
    i18n: I18n
  }
}

export default class JsonMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.request.request.headers.accept = 'application/json'
    const language = ctx.request.language(['de', 'en']) ?? 'de'
    ctx.i18n = i18nManager.locale(language)
    return next()
  }

  static {
    RequestValidator.messagesProvider = (ctx) => ctx.i18n.createMessagesProvider()
  }
}
