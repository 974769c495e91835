import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const MeController = () => import('#tenants/me_controller')
const MembersController = () => import('#tenants/members_controller')

staffRoutes(() => {
  router.get('me', [MeController, 'show']).as('me.show')
  router.patch('me', [MeController, 'update']).as('me.update')
  router.get('members', [MembersController, 'index']).as('members.index')
  router.post('members', [MembersController, 'store']).as('members.store')
  router.patch('members/:id', [MembersController, 'update']).as('members.update')
})
