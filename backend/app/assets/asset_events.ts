import { record } from '#core/events'

/** Facts about devices and licences, as others listen to them. */
export type AssetEvent =
  | 'asset.created'
  | 'asset.updated'
  | 'asset.assigned'
  | 'asset.returned'
  | 'asset.retired'
  | 'asset.restored'

export function recordAsset(
  type: AssetEvent,
  asset: { id: string; number: number },
  accountId: string | null = null,
  payload: Record<string, unknown> = {}
): Promise<string> {
  return record({
    type,
    subject: { type: 'asset', id: asset.id },
    accountId,
    payload: { number: asset.number, ...payload },
  })
}
