import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'

const SessionsController = () => import('#identity/sessions_controller')
const OpenSessionsController = () => import('#identity/open_sessions_controller')
const PasswordResetsController = () => import('#identity/password_resets_controller')

router
  .group(() => {
    router.post('session', [SessionsController, 'store']).as('session.store')
    router.get('session', [SessionsController, 'show']).as('session.show')
    router.patch('session', [SessionsController, 'update']).as('session.update')
    router.delete('session', [SessionsController, 'destroy']).as('session.destroy')
    router.get('sessions', [OpenSessionsController, 'index']).as('sessions.index')
    router
      .delete('sessions', [OpenSessionsController, 'destroyOthers'])
      .as('sessions.destroy_others')
    router.delete('sessions/:id', [OpenSessionsController, 'destroy']).as('sessions.destroy')
    router.post('password-resets', [PasswordResetsController, 'store']).as('password_resets.store')
    router
      .put('password-resets/:token', [PasswordResetsController, 'update'])
      .as('password_resets.update')
  })
  .prefix('/api')
  .use([middleware.session(), middleware.shield()])
