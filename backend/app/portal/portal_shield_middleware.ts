import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import encryption from '@adonisjs/core/services/encryption'
import ShieldMiddleware from '@adonisjs/shield/shield_middleware'
import shieldConfig from '#config/shield'

let shield: ShieldMiddleware | undefined

/**
 * The shield with a forgery token for the portal's pages alone. With the staff's cookie path a browser that holds both
 * sessions would send each house the other's token, and be refused.
 */
export default class PortalShieldMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { csrf } = shieldConfig
    shield ??= new ShieldMiddleware(
      {
        ...shieldConfig,
        csrf: { ...csrf, cookieOptions: { ...csrf.cookieOptions, path: '/portal' } },
      },
      encryption.use()
    )
    await shield.handle(ctx, next)
  }
}
