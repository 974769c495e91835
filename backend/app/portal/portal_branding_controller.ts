import type { HttpContext } from '@adonisjs/core/http'
import { portalHouse } from '#portal/portal_login'

/** Public: what the sign-in page shows of the house. */
export default class PortalBrandingController {
  async show({ params }: HttpContext) {
    const { slug, name, brandColor, phone } = await portalHouse(params.tenant)
    return { data: { slug, name, brandColor, phone } }
  }
}
