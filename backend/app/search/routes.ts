import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const SearchController = () => import('#search/search_controller')

staffRoutes(() => {
  router.get('search', [SearchController, 'index']).as('search.index')
})
