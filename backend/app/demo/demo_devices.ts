import type { DateTime } from 'luxon'
import { Asset, type AssetType } from '#assets/asset'
import { assignAsset } from '#assets/asset_assignment'
import type { DemoAccount } from '#demo/demo_people'
import type { Dice } from '#demo/dice'

const PREFIX: Partial<Record<AssetType, string>> = {
  workstation: 'PC',
  laptop: 'NB',
  server: 'SRV',
  firewall: 'FW',
  switch: 'SW',
  printer: 'DR',
}
const MODELS: Partial<Record<AssetType, [string, string][]>> = {
  workstation: [
    ['Lenovo', 'ThinkCentre M70q'],
    ['Dell', 'OptiPlex 7010'],
    ['HP', 'Elite Mini 800'],
  ],
  laptop: [
    ['Lenovo', 'ThinkPad T14'],
    ['Dell', 'Latitude 5450'],
    ['HP', 'EliteBook 840'],
  ],
  server: [
    ['Dell', 'PowerEdge T350'],
    ['HPE', 'ProLiant ML110'],
  ],
  firewall: [
    ['Fortinet', 'FortiGate 60F'],
    ['Sophos', 'XGS 116'],
  ],
  switch: [
    ['Aruba', '2930F 48G'],
    ['Zyxel', 'GS1920-24'],
  ],
  printer: [
    ['Kyocera', 'ECOSYS M3655'],
    ['Brother', 'MFC-L6910'],
  ],
}

/** The customer's devices, named by type, house and number, in the contract since its first day. */
export async function furnishDevices(
  demo: DemoAccount,
  accountId: string,
  contractId: string | null,
  dice: Dice,
  since: DateTime
) {
  const short = demo.domain.split('.')[0].split('-')[0].toUpperCase().slice(0, 8)
  const devices: { id: string; name: string }[] = []
  for (const [type, count] of Object.entries(demo.devices) as [AssetType, number][]) {
    for (let index = 1; index <= count; index++) {
      const [manufacturer, model] = dice.pick(MODELS[type] ?? [['', '']])
      const name = `${PREFIX[type]}-${short}-${String(index).padStart(2, '0')}`
      const asset = await Asset.add({
        type,
        name,
        manufacturer,
        model,
        serialNumber: dice.next().toString(36).slice(2, 10).toUpperCase(),
      })
      await assignAsset(asset, {
        accountId,
        siteId: null,
        contractId,
        validFrom: since.toISODate()!,
      })
      devices.push({ id: asset.id, name })
    }
  }
  return devices
}
