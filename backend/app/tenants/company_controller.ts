import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { checkCompany } from '#tenants/check_company'
import { Company } from '#tenants/company'
import * as bankAccounts from '#tenants/company_bank_account'
import { companyOf } from '#tenants/company_page'
import * as validator from '#tenants/company_validator'
import { InvoiceRange } from '#tenants/invoice_range'
import { today } from '#tenants/tenant_day'

/** The settings of the seller: one page, so every change answers with the whole. */
export default class CompanyController {
  async show({ ability }: HttpContext) {
    authorize(ability, 'read', 'Company')
    return { data: await companyWithProblems() }
  }

  async update({ request, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(validator.updateCompany)
    const company = await Company.own().forUpdate().firstOrFail()
    authorize(ability, 'update', 'Company')
    expectVersion(company, version)
    await company.change(fields)
    return { data: await companyWithProblems() }
  }

  async updateBankAccounts({ request, ability }: HttpContext) {
    const payload = await request.validateUsing(validator.replaceBankAccounts)
    const company = await Company.own().forUpdate().firstOrFail()
    authorize(ability, 'update', 'Company')
    await bankAccounts.replaceBankAccounts(company.id, payload.bankAccounts)
    return { data: await companyWithProblems() }
  }

  async updateNumberRange({ request, ability }: HttpContext) {
    const { version, prefix, ...fields } = await request.validateUsing(validator.updateNumberRange)
    const company = await Company.own().firstOrFail()
    const range = await InvoiceRange.of(company.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Company')
    expectVersion(range, version)
    await range.change({ ...fields, ...(prefix !== undefined && { prefix: prefix ?? '' }) })
    return { data: await companyWithProblems() }
  }
}

async function companyWithProblems() {
  const company = await companyOf()
  return { ...company, problems: checkCompany(company, await today()) }
}
