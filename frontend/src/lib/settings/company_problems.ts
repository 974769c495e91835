import type { AnswerOf } from '../api_types.ts'
import { m } from '../paraglide/messages.js'

export type Company = AnswerOf<'GET', '/api/:tenant/company'>['data']
type Problem = Company['problems'][number]

const problems: Record<Problem, () => string> = {
  company_address_missing: m.settings_problem_address,
  company_tax_number_missing: m.settings_problem_tax_number,
  company_bank_account_missing: m.settings_problem_bank_account,
  company_contact_missing: m.settings_problem_contact,
  company_register_missing: m.settings_problem_register,
  company_vat_method_missing: m.settings_problem_vat_method,
}

export const problemText = (problem: Problem): string => problems[problem]()
