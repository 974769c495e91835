import type { Infer } from '@vinejs/vine/types'
import { SiteSchema } from '#database/schema'
import { refused } from '#core/errors'
import { record } from '#core/events'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import { isPostcode } from '#crm/postcode'
import type { createSite, updateSite } from '#crm/site_validator'

export class Site extends SiteSchema {
  static table = 'sites'

  static async add(accountId: string, input: Infer<typeof createSite>): Promise<Site> {
    const site = await Site.create({
      country: 'DE',
      ...input,
      accountId,
      createdAt: tenancy.now(),
      version: 1,
    })
    await site.recordFact('site.created')
    return site
  }

  async change({ archived, ...fields }: Omit<Infer<typeof updateSite>, 'version'>): Promise<void> {
    ;(this as Site).merge(fields)
    // The country may have come before and the postcode now: only together they can be judged.
    if (this.postcode && !isPostcode(this.postcode, this.country))
      throw refused('postcode_invalid', {}, 'postcode')
    if (archived !== undefined && archived !== Boolean(this.archivedAt))
      this.archivedAt = archived ? tenancy.now() : null
    const changed = await saveChanged(this)
    if (changed.length) await this.recordFact('site.updated', changed)
  }

  private recordFact(type: 'site.created' | 'site.updated', changed?: string[]): Promise<string> {
    return record({
      type,
      subject: { type: 'site', id: this.id },
      accountId: this.accountId,
      payload: changed ? { changed } : {},
    })
  }
}
