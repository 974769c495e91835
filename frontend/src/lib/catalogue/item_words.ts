import { money, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { toMinor } from '#lib/ui/number_text.ts'

/** UN/ECE Recommendation 20, as far as an MSP sells by it. */
const units: Record<string, () => string> = {
  C62: m.settings_unit_piece,
  HUR: m.settings_unit_hour,
  DAY: m.settings_unit_day,
  MON: m.settings_unit_month,
  ANN: m.settings_unit_year,
  KMT: m.settings_unit_kilometre,
  LS: m.settings_unit_lump_sum,
}

export const unitName = (unit: string): string => units[unit]?.() ?? unit
export const unitOptions = (current: string) =>
  [...new Set([...Object.keys(units), current])].map((unit) => ({
    value: unit,
    label: unitName(unit),
  }))

/** As an amount where cents suffice; a unit price may have more behind the point. */
export function decimalMoney(decimal: string): string {
  const minor = toMinor(decimal)
  return minor === undefined ? `${number(decimal)} €` : money(minor)
}
