import { Decimal } from 'decimal.js'
import { refused } from '#core/errors'

export type VatGroup = 'standard' | 'reduced'
export type TaxCase = 'DE19' | 'DE7' | 'EU_SERVICE_REVERSE_CHARGE'
/** EN 16931 BT-118: S standard rated, AE reverse charge. */
export type VatCategory = 'S' | 'AE'

/** A rate holds from validFrom to validTo, both days included; validTo null means until further notice. */
export interface VatRate {
  country: string
  vatGroup: VatGroup
  percent: string
  validFrom: string
  validTo: string | null
}

export interface Supply {
  sellerCountry: string
  /** country is ISO 3166 ('GR', not 'EL'). A public body with a VAT ID counts as a business (§3a(2) UStG). */
  buyer: { country: string; kind: 'business' | 'public' | 'consumer'; vatId: string | null }
  itemKind: 'service' | 'goods'
  vatGroup: VatGroup
  /** 'YYYY-MM-DD': the day of supply decides the rate, not the day of the invoice (§27(1) UStG). */
  supplyDate: string
}

export interface VatCase {
  taxCase: TaxCase
  category: VatCategory
  /** Percent as a decimal string, '0' under reverse charge. */
  rate: string
}

export interface TaxedLine extends VatCase {
  /** Line net in minor units, already rounded half up (lineTotal of core/money). */
  net: number
}

export interface VatBreakdown extends VatCase {
  net: number
  tax: number
}

export interface DocumentTotals {
  breakdown: VatBreakdown[]
  net: number
  tax: number
  gross: number
}

const EU_COUNTRIES = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
)
const GERMAN_CASES: Record<string, TaxCase> = { '19': 'DE19', '7': 'DE7' }

/**
 * The VAT treatment of one supply by a German seller. Domestic: the rate of the table on the day of supply (§12 UStG).
 * Services to businesses in other EU states with a VAT ID of that state: the recipient owes the tax (§3a(2) UStG,
 * Art. 196 VAT Directive). Everything else is refused with a code of its own: vat_third_country, vat_goods_to_eu,
 * vat_eu_consumer, vat_id_missing, vat_id_of_other_country, vat_seller_country_unsupported, vat_rate_missing,
 * vat_rate_without_tax_case. Not known from here: domestic reverse charge (§13b UStG),
 * and areas outside the VAT territory of their country (Büsingen, Heligoland, Canary Islands).
 */
export function vatCase(supply: Supply, rates: VatRate[]): VatCase {
  const { sellerCountry, buyer } = supply
  if (sellerCountry !== 'DE') {
    throw refused('vat_seller_country_unsupported', { country: sellerCountry })
  }
  return buyer.country === 'DE' ? domesticCase(supply, rates) : foreignCase(supply)
}

function domesticCase({ vatGroup, supplyDate }: Supply, rates: VatRate[]): VatCase {
  const row = rates.find(
    (rate) =>
      rate.country === 'DE' &&
      rate.vatGroup === vatGroup &&
      rate.validFrom <= supplyDate &&
      (rate.validTo === null || supplyDate <= rate.validTo)
  )
  if (!row) {
    throw refused('vat_rate_missing', { country: 'DE', vatGroup, supplyDate })
  }
  // '19.000000' from the database and '19' are the same rate.
  const rate = new Decimal(row.percent).toFixed()
  const taxCase = GERMAN_CASES[rate]
  if (!taxCase) {
    throw refused('vat_rate_without_tax_case', { country: 'DE', rate, supplyDate })
  }
  return { taxCase, category: 'S', rate }
}

function foreignCase({ buyer, itemKind }: Supply): VatCase {
  const { country, kind } = buyer
  if (!EU_COUNTRIES.has(country)) {
    throw refused('vat_third_country', { country })
  }
  if (kind === 'consumer') {
    throw refused('vat_eu_consumer', { country })
  }
  if (itemKind === 'goods') {
    throw refused('vat_goods_to_eu', { country })
  }
  const vatId = (buyer.vatId ?? '').replace(/[^A-Za-z0-9]/g, '').toUpperCase()
  if (vatId === '') {
    throw refused('vat_id_missing', { country })
  }
  // Greek VAT IDs carry EL. Another state's ID points to an establishment there, which decides the place of supply.
  if (!vatId.startsWith(country === 'GR' ? 'EL' : country)) {
    throw refused('vat_id_of_other_country', { country, vatId })
  }
  return { taxCase: 'EU_SERVICE_REVERSE_CHARGE', category: 'AE', rate: '0' }
}

/**
 * Totals of a document in minor units: tax once per category and rate on the sum of its lines, half up, never per line
 * (EN 16931 BR-CO-17, BR-S-09, BR-AE-09); then plain sums (BR-CO-10, BR-CO-14, BR-CO-15). Highest rate first.
 */
export function documentTotals(lines: TaxedLine[]): DocumentTotals {
  const groups = Map.groupBy(
    lines,
    (line) => `${line.category} ${new Decimal(line.rate).toFixed()} ${line.taxCase}`
  )
  const breakdown = [...groups.entries()]
    .toSorted(
      ([one, [first]], [other, [second]]) =>
        new Decimal(second.rate).comparedTo(first.rate) || one.localeCompare(other)
    )
    .map(([, group]) => {
      const { taxCase, category, rate } = group[0]
      const net = sum(group.map((line) => line.net))
      return {
        taxCase,
        category,
        rate,
        net,
        tax: minorUnits(new Decimal(net).times(rate).div(100)),
      }
    })
  const net = sum(breakdown.map((group) => group.net))
  const tax = sum(breakdown.map((group) => group.tax))
  return { breakdown, net, tax, gross: sum([net, tax]) }
}

function minorUnits(amount: Decimal): number {
  return safe(amount.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber())
}

function sum(amounts: number[]): number {
  return safe(amounts.reduce((total, amount) => total + amount, 0))
}

/** Also turns -0 into 0, which would print as "-0,00". */
function safe(amount: number): number {
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`${amount} minor units are more than a number holds exactly`)
  }
  return amount + 0
}
