import type { Asset, AssetType } from '#lib/assets/asset_words.ts'

export interface DeviceFields {
  type: AssetType
  name: string
  serialNumber: string
  manufacturer: string
  model: string
  remoteUrl: string
  note: string
}

export const deviceFields = (asset?: Asset): DeviceFields => ({
  type: asset?.type ?? 'workstation',
  name: asset?.name ?? '',
  serialNumber: asset?.serialNumber ?? '',
  manufacturer: asset?.manufacturer ?? '',
  model: asset?.model ?? '',
  remoteUrl: asset?.remoteUrl ?? '',
  note: asset?.note ?? '',
})
