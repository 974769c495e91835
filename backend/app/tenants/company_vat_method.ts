import { notFound, refused } from '#core/errors'
import { changed, sql } from '#core/sql'
import { recordCompany, type VatMethod } from '#tenants/company'
import { refuseClosedDay } from '#tenants/closed_period'

export interface DatedVatMethod {
  validFrom: string
  method: VatMethod
}

/** Latest first. */
export function vatMethodsOf(companyId: string): Promise<DatedVatMethod[]> {
  return sql<DatedVatMethod>(
    'select valid_from as "validFrom", method from company_vat_methods where company_id = ? order by valid_from desc',
    [companyId]
  )
}

/** How VAT arises from that day on. @throws period_closed (422) */
export async function setVatMethod(
  companyId: string,
  { validFrom, method }: DatedVatMethod
): Promise<void> {
  await refuseClosedDay(validFrom, 'validFrom')
  await sql(
    `insert into company_vat_methods (company_id, valid_from, method) values (?, ?, ?)
     on conflict (tenant_id, company_id, valid_from) do update set method = excluded.method`,
    [companyId, validFrom, method]
  )
  await recordCompany('company.vat_method_changed', companyId)
}

/** @throws period_closed, vat_method_last (422) */
export async function removeVatMethod(companyId: string, validFrom: string): Promise<void> {
  await refuseClosedDay(validFrom, 'validFrom')
  const removed = await changed(
    'delete from company_vat_methods where company_id = ? and valid_from = ?',
    [companyId, validFrom]
  )
  if (!removed) throw notFound()
  const left = await vatMethodsOf(companyId)
  if (left.length === 0) throw refused('vat_method_last')
  await recordCompany('company.vat_method_changed', companyId)
}
