import { DatevError } from './datev_error.ts'

/**
 * The debtor account, checked: one digit more than a ledger account, first digit 1 to 6
 * (7 to 9 are creditors). Throws `datev_account_length` and `datev_debtor_range`.
 */
export function debtorAccount(
  account: string,
  accountLength: number,
  field: string,
  subject?: string
): string {
  if (!/^\d+$/.test(account) || account.length !== accountLength + 1) {
    throw new DatevError('datev_account_length', field, account, subject)
  }
  if (!/^[1-6]/.test(account)) throw new DatevError('datev_debtor_range', field, account, subject)
  return account
}

/** The ledger account, checked: digits, no longer than the client's length, not all zeros. */
export function ledgerAccount(
  account: string,
  accountLength: number,
  field: string,
  subject?: string
): string {
  if (!/^(?!0+$)\d+$/.test(account) || account.length > accountLength) {
    throw new DatevError('datev_account_length', field, account, subject)
  }
  return account
}
