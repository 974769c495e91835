import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/exception_handler'))

server.use([() => import('#core/pages_middleware'), () => import('#core/json_middleware')])

router.use([() => import('@adonisjs/core/bodyparser_middleware')])

export const middleware = router.named({
  session: () => import('#identity/session_middleware'),
  shield: () => import('@adonisjs/shield/shield_middleware'),
  tenant: () => import('#tenants/tenant_middleware'),
  portalShield: () => import('#portal/portal_shield_middleware'),
  portal: () => import('#portal/portal_middleware'),
})
