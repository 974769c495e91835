import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import { refused } from '#core/errors'
import { sql } from '#core/sql'
import { recordCompany } from '#tenants/company'

export interface BankAccount {
  bankName: string
  /** without blanks */
  iban: string
  bic: string | null
  holder: string | null
}

/** In the order of the invoice's foot: the first one is where customers shall pay. */
export function bankAccountsOf(companyId: string): Promise<BankAccount[]> {
  return sql<BankAccount>(
    `select bank_name as "bankName", iban, bic, holder from company_bank_accounts where company_id = ? order by position, id`,
    [companyId]
  )
}

/** @throws iban_invalid, bic_invalid, taken (422) on the row that is wrong */
export async function replaceBankAccounts(
  companyId: string,
  written: BankAccount[]
): Promise<void> {
  const accounts = written.map((account, index) =>
    validBankAccount(account, `bankAccounts.${index}`)
  )
  accounts.forEach(({ iban }, index) => {
    const isTwice = accounts.findIndex((other) => other.iban === iban) < index
    if (isTwice) throw refused('taken', {}, `bankAccounts.${index}.iban`)
  })
  await sql('delete from company_bank_accounts where company_id = ?', [companyId])
  for (const [index, { bankName, iban, bic, holder }] of accounts.entries()) {
    await sql(
      'insert into company_bank_accounts (company_id, position, bank_name, iban, bic, holder) values (?, ?, ?, ?, ?, ?)',
      [companyId, index + 1, bankName, iban, bic, holder]
    )
  }
  await recordCompany('company.bank_accounts_changed', companyId)
}

function validBankAccount(account: BankAccount, field: string): BankAccount {
  const iban = electronicFormatIBAN(account.iban) ?? ''
  const bic = account.bic?.replace(/\s/g, '').toUpperCase() || null
  if (!isValidIBAN(iban)) throw refused('iban_invalid', {}, `${field}.iban`)
  if (bic && !isValidBIC(bic)) throw refused('bic_invalid', {}, `${field}.bic`)
  return { ...account, iban, bic }
}
