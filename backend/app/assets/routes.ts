import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const AssetsController = () => import('#assets/assets_controller')
const AssetAssignmentsController = () => import('#assets/asset_assignments_controller')
const AssetRetirementsController = () => import('#assets/asset_retirements_controller')

staffRoutes(() => {
  router.get('assets', [AssetsController, 'index']).as('assets.index')
  router.post('assets', [AssetsController, 'store']).as('assets.store')
  router
    .group(() => {
      router.get('', [AssetsController, 'show']).as('assets.show')
      router.patch('', [AssetsController, 'update']).as('assets.update')
      router.get('assignments', [AssetAssignmentsController, 'index']).as('asset_assignments.index')
      router
        .post('assignments', [AssetAssignmentsController, 'store'])
        .as('asset_assignments.store')
      router.put('assignment-end', [AssetAssignmentsController, 'end']).as('asset_assignments.end')
      router.post('retirement', [AssetRetirementsController, 'store']).as('asset_retirements.store')
      router
        .delete('retirement', [AssetRetirementsController, 'destroy'])
        .as('asset_retirements.destroy')
    })
    .prefix('assets/:number')
    .where('number', router.matchers.number())
})
