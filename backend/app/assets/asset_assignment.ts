import { DateTime } from 'luxon'
import { AssetAssignmentSchema } from '#database/schema'
import { refused } from '#core/errors'
import { refuseClosedDay } from '#tenants/closed_period'
import type { Asset } from '#assets/asset'
import { recordAsset } from '#assets/asset_events'

export interface Assignment {
  accountId: string
  siteId: string | null
  contractId: string | null
  /** the first day, 'YYYY-MM-DD' */
  validFrom: string
}

/**
 * To whom a device belongs, from day to day. What lies behind is never written again: a row is added, and the open one
 * is closed the day before. So a count of an earlier day is the same for ever.
 */
export class AssetAssignment extends AssetAssignmentSchema {
  static table = 'asset_assignments'

  static latestOf(assetId: string): Promise<AssetAssignment | null> {
    return this.query().where('asset_id', assetId).orderBy('valid_from', 'desc').first()
  }

  /** Takes the device out of the account after `day`, the last one that counts. */
  async end(day: string): Promise<void> {
    this.validTo = day
    await this.save()
  }
}

/** Moves the device to an account. @throws asset_retired, assignment_too_early, period_closed (422) */
export async function assignAsset(asset: Asset, assignment: Assignment): Promise<void> {
  if (asset.retiredAt) throw refused('asset_retired')
  await refuseClosedDay(assignment.validFrom, 'validFrom')
  const latest = await AssetAssignment.latestOf(asset.id)
  const taken = latest && (latest.validTo ?? latest.validFrom)
  if (taken && assignment.validFrom <= taken)
    throw refused('assignment_too_early', { day: taken }, 'validFrom')
  if (latest && !latest.validTo) await latest.end(dayBefore(assignment.validFrom))
  await AssetAssignment.create({ assetId: asset.id, validTo: null, ...assignment })
  await recordAsset('asset.assigned', asset, assignment.accountId, {
    fromAccountId: latest?.accountId ?? null,
  })
}

/** The customer gives the device back. @throws asset_unassigned, assignment_too_early, period_closed (422) */
export async function returnAsset(asset: Asset, lastDay: string): Promise<void> {
  const latest = await AssetAssignment.latestOf(asset.id)
  if (!latest || latest.validTo) throw refused('asset_unassigned')
  if (lastDay < latest.validFrom)
    throw refused('assignment_too_early', { day: latest.validFrom }, 'validTo')
  await refuseClosedDay(dayAfter(lastDay), 'validTo')
  await latest.end(lastDay)
  await recordAsset('asset.returned', asset, latest.accountId)
}

const dayBefore = (day: string) => DateTime.fromISO(day).minus({ days: 1 }).toISODate()!
const dayAfter = (day: string) => DateTime.fromISO(day).plus({ days: 1 }).toISODate()!
