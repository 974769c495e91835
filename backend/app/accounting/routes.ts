import router from '@adonisjs/core/services/router'
import { staffRoutes } from '#tenants/staff_routes'

const ExportsController = () => import('#accounting/exports_controller')
const ExportFilesController = () => import('#accounting/export_files_controller')

staffRoutes(() => {
  router.get('exports', [ExportsController, 'index']).as('exports.index')
  router.post('exports', [ExportsController, 'store']).as('exports.store')
  router
    .get('exports/:id/files/:position', [ExportFilesController, 'show'])
    .where('position', /^\d+$/)
    .as('export_files.show')
})
