import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'

/** Routes of the staff's house: session, CSRF token, tenant, its transaction and the member's ability. */
export function staffRoutes(define: () => void): void {
  router
    .group(define)
    .prefix('/api/:tenant')
    .use([middleware.session(), middleware.shield(), middleware.tenant()])
}
