import { DatevError } from './datev_error.ts'
import type { Chart } from './header.ts'

export type RevenueAccount = {
  account: string
  /** Automatic accounts (AM) book the VAT themselves and take no tax key. */
  automatic: boolean
  taxKey?: string
}

const defaults: Record<Chart, Record<string, RevenueAccount>> = {
  SKR03: {
    DE19: { account: '8400', automatic: true },
    DE7: { account: '8300', automatic: true },
    EU_SERVICE_REVERSE_CHARGE: { account: '8336', automatic: true },
  },
  SKR04: {
    DE19: { account: '4400', automatic: true },
    DE7: { account: '4300', automatic: true },
    EU_SERVICE_REVERSE_CHARGE: { account: '4336', automatic: true },
  },
}

/**
 * The revenue account of a tax case: the company's own choice first, then DATEV's standard chart
 * widened to the client's account length (8400 is 84000 where accounts have five digits).
 * Overrides are used as they are. Throws `datev_tax_case_unknown` where neither names an account,
 * because a guessed account is a wrong VAT return.
 */
export function revenueAccount(
  chart: Chart,
  taxCase: string,
  overrides: Readonly<Record<string, RevenueAccount>> = {},
  accountLength = 4
): RevenueAccount {
  if (Object.hasOwn(overrides, taxCase)) return overrides[taxCase]!
  const standard = Object.hasOwn(defaults[chart], taxCase) ? defaults[chart][taxCase] : undefined
  if (!standard) throw new DatevError('datev_tax_case_unknown', 'taxCase', taxCase)
  return { ...standard, account: standard.account.padEnd(accountLength, '0') }
}
