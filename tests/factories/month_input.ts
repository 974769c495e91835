import type {
  AssetAssignment,
  BillableEntry,
  BlockHours,
  FlatLine,
  HourlyLine,
  MonthInput,
  PerAssetLine,
  Rate,
  TicketItem,
} from '#charges/charge_shapes'

export const nowhere = { servedSiteId: null, poReference: null, costCentre: null }
const always = { startsOn: '2020-01-01', endsOn: null }
const shared = { ...nowhere, ...always, vatGroup: 'standard' as const }

export function month(given: Partial<MonthInput> = {}): MonthInput {
  return {
    ...nowhere,
    accountId: 'account',
    contractId: 'contract',
    poRequired: false,
    month: '2026-10',
    rounding: { scope: 'entry', stepMinutes: 15, minimumMinutes: 0 },
    lines: [],
    assignments: [],
    timeEntries: [],
    blockHours: [],
    rates: [],
    ticketItems: [],
    ...given,
  }
}

export function flat(given: Partial<FlatLine> = {}): FlatLine {
  const line = {
    id: 'flat',
    position: 1,
    itemId: 'backup',
    description: 'Backup',
    unitPrice: '99.90',
  }
  return { ...shared, ...line, kind: 'flat', quantity: '1.000000', unit: 'MON', ...given }
}

export function perAsset(given: Partial<PerAssetLine> = {}): PerAssetLine {
  const line = { id: 'devices', position: 2, itemId: 'workplace', description: 'Managed Workplace' }
  return {
    ...shared,
    ...line,
    unitPrice: '76',
    kind: 'per_asset',
    assetType: 'pc',
    unit: 'C62',
    ...given,
  }
}

export function hourly(given: Partial<HourlyLine> = {}): HourlyLine {
  const line = { id: 'onsite', position: 3, itemId: 'technician', description: 'Techniker vor Ort' }
  const price = { unitPrice: '96.00', workType: 'onsite', includedMinutes: 0 }
  return { ...shared, ...line, ...price, kind: 'hourly', ...given }
}

export function rate(given: Partial<Rate> = {}): Rate {
  const card = {
    id: 'card',
    itemId: 'hour',
    description: 'Arbeitszeit',
    workType: null,
    unitPrice: '120',
  }
  return { ...always, ...card, vatGroup: 'standard', ...given }
}

export function block(given: Partial<BlockHours> = {}): BlockHours {
  return { ...always, id: 'block', workType: null, minutesLeft: 600, ...given }
}

export function asset(given: Partial<AssetAssignment> = {}): AssetAssignment {
  const id = given.id ?? 'one'
  return {
    ...always,
    id,
    assetId: id,
    assetName: `NB-${id}`,
    assetType: 'pc',
    contractId: null,
    ...given,
  }
}

export function entry(given: Partial<BillableEntry> = {}): BillableEntry {
  return {
    ...nowhere,
    id: 'entry',
    ticketId: 'ticket',
    ticketNumber: 1029,
    ticketSubject: 'Backup',
    isRestricted: false,
    customerText: 'Datensicherung geprüft',
    day: '2026-10-18',
    startedAt: '2026-10-18T11:10:00Z',
    endedAt: '2026-10-18T13:55:00Z',
    minutes: 165,
    workType: 'onsite',
    workTypeName: 'Technik vor Ort',
    memberName: 'Malte Brandt',
    outcome: 'billable',
    approved: true,
    ...given,
  }
}

export function item(given: Partial<TicketItem> = {}): TicketItem {
  const sold = {
    itemId: 'cable',
    description: 'Patchkabel',
    quantity: '3',
    unit: 'C62',
    unitPrice: '4.95',
  }
  const origin = { id: 'item', ticketNumber: 1029, day: '2026-10-18' }
  return { ...nowhere, ...sold, ...origin, vatGroup: 'standard', ...given }
}
