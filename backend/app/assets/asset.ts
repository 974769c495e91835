import { AssetSchema } from '#database/schema'
import { refused } from '#core/errors'
import { nextNumber } from '#core/numbers'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import { today } from '#tenants/tenant_day'
import { recordAsset } from '#assets/asset_events'
import { AssetAssignment } from '#assets/asset_assignment'

export const ASSET_TYPES = [
  'workstation',
  'laptop',
  'server',
  'firewall',
  'switch',
  'access_point',
  'printer',
  'phone',
  'mobile',
  'storage',
  'licence',
  'other',
] as const
export type AssetType = (typeof ASSET_TYPES)[number]

export interface AssetFields {
  type: AssetType
  name: string
  serialNumber?: string | null
  manufacturer?: string | null
  model?: string | null
  note?: string | null
  remoteUrl?: string | null
}

/** A device or a licence; to whom it belongs is told by its dated assignments. */
export class Asset extends AssetSchema {
  static table = 'assets'
  declare type: AssetType

  static async add(fields: AssetFields): Promise<Asset> {
    const asset = await Asset.create({
      ...fields,
      number: await nextNumber('asset'),
      createdAt: tenancy.now(),
      version: 1,
    })
    await recordAsset('asset.created', asset)
    return asset
  }

  async change(this: Asset, fields: Partial<AssetFields>): Promise<void> {
    this.merge(fields)
    const changed = await saveChanged(this)
    if (changed.length) await recordAsset('asset.updated', this, null, { changed })
  }

  /** Out of service: it counts for the last time today. @throws asset_assigned_later (422) */
  async retire(): Promise<void> {
    if (this.retiredAt) return
    const day = await today()
    const latest = await AssetAssignment.latestOf(this.id)
    if (latest && latest.validFrom > day)
      throw refused('asset_assigned_later', { day: latest.validFrom })
    const counts = latest !== null && (latest.validTo === null || latest.validTo > day)
    if (counts) await latest.end(day)
    this.retiredAt = tenancy.now()
    await saveChanged(this)
    await recordAsset('asset.retired', this, counts ? latest.accountId : null)
  }

  /** Back in service; it counts again with its next assignment. */
  async restore(): Promise<void> {
    if (!this.retiredAt) return
    this.retiredAt = null
    await saveChanged(this)
    await recordAsset('asset.restored', this)
  }
}
