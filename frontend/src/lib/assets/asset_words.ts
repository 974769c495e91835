import Box from '@lucide/svelte/icons/box'
import BrickWallFire from '@lucide/svelte/icons/brick-wall-fire'
import HardDrive from '@lucide/svelte/icons/hard-drive'
import KeyRound from '@lucide/svelte/icons/key-round'
import Laptop from '@lucide/svelte/icons/laptop'
import Monitor from '@lucide/svelte/icons/monitor'
import Network from '@lucide/svelte/icons/network'
import Phone from '@lucide/svelte/icons/phone'
import Printer from '@lucide/svelte/icons/printer'
import Server from '@lucide/svelte/icons/server'
import Smartphone from '@lucide/svelte/icons/smartphone'
import Wifi from '@lucide/svelte/icons/wifi'
import type { Component } from 'svelte'
import type { AnswerOf } from '../api_types.ts'
import { m } from '../paraglide/messages.js'

export type AssetRow = AnswerOf<'GET', '/api/:tenant/assets'>['data'][number]
export type Asset = AnswerOf<'GET', '/api/:tenant/assets/:number'>['data']
export type AssetType = AssetRow['type']

const types: Record<AssetType, { name: () => string; icon: Component }> = {
  workstation: { name: m.assets_type_workstation, icon: Monitor },
  laptop: { name: m.assets_type_laptop, icon: Laptop },
  server: { name: m.assets_type_server, icon: Server },
  firewall: { name: m.assets_type_firewall, icon: BrickWallFire },
  switch: { name: m.assets_type_switch, icon: Network },
  access_point: { name: m.assets_type_access_point, icon: Wifi },
  printer: { name: m.assets_type_printer, icon: Printer },
  phone: { name: m.assets_type_phone, icon: Phone },
  mobile: { name: m.assets_type_mobile, icon: Smartphone },
  storage: { name: m.assets_type_storage, icon: HardDrive },
  licence: { name: m.assets_type_licence, icon: KeyRound },
  other: { name: m.assets_type_other, icon: Box },
}

export const assetTypes = Object.keys(types) as AssetType[]
export const assetTypeName = (type: AssetType): string => types[type].name()
export const assetTypeIcon = (type: AssetType): Component => types[type].icon
export const assetTypeOptions = () =>
  assetTypes.map((type) => ({ value: type, label: assetTypeName(type) }))
