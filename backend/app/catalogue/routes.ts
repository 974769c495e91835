import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const ItemsController = () => import('#catalogue/items_controller')
const ItemArchivalsController = () => import('#catalogue/item_archivals_controller')
const ItemCostsController = () => import('#catalogue/item_costs_controller')
const WorkTypesController = () => import('#catalogue/work_types_controller')

staffRoutes(() => {
  router.get('items', [ItemsController, 'index']).as('items.index')
  router.post('items', [ItemsController, 'store']).as('items.store')
  router.get('items/:number', [ItemsController, 'show']).as('items.show')
  router.patch('items/:number', [ItemsController, 'update']).as('items.update')
  router
    .post('items/:number/archival', [ItemArchivalsController, 'store'])
    .as('item_archivals.store')
  router
    .delete('items/:number/archival', [ItemArchivalsController, 'destroy'])
    .as('item_archivals.destroy')
  router.get('items/:number/costs', [ItemCostsController, 'index']).as('item_costs.index')
  router
    .put('items/:number/costs/:validFrom', [ItemCostsController, 'update'])
    .as('item_costs.update')
  router
    .delete('items/:number/costs/:validFrom', [ItemCostsController, 'destroy'])
    .as('item_costs.destroy')
  router.get('work-types', [WorkTypesController, 'index']).as('work_types.index')
  router.post('work-types', [WorkTypesController, 'store']).as('work_types.store')
  router
    .patch('work-types/:id', [WorkTypesController, 'update'])
    .as('work_types.update')
    .where('id', router.matchers.uuid())
})
