import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { sql } from '#core/sql'
import * as validator from '#documents/document_validator'
import { deleteDraft, findDocument } from '#documents/document'
import { documentFiles } from '#documents/document_files'
import { listDocuments, listQuery, type ListedDocument } from '#documents/document_list'
import { documentLine, listedDocument, type ShownLine } from '#documents/document_transformer'
import { createFreeDocument, updateFreeDocument, type FreeDocument } from '#documents/free_document'
import { readerOf } from '#charges/reader'

const LINES = `select l.id, l.position, i.number as "itemNumber", l.description, l.quantity, l.unit,
    l.unit_price as "unitPrice", l.net, l.tax_case as "taxCase", l.vat_rate as "vatRate", l.revenue_account as "revenueAccount",
    l.period_from as "periodFrom", l.period_to as "periodTo", l.po_reference as "poReference", l.cost_centre as "costCentre",
    s.name as site, c.explanation
  from document_lines l
  left join items i on i.tenant_id = l.tenant_id and i.id = l.item_id
  left join sites s on s.tenant_id = l.tenant_id and s.id = l.served_site_id
  left join charges c on c.tenant_id = l.tenant_id and c.document_line_id = l.id
  where l.document_id = ? order by l.position`

export default class DocumentsController {
  async index({ request, ability }: HttpContext) {
    const filter = await request.validateUsing(validator.listDocuments)
    authorize(ability, 'read', 'Document')
    const { rows, next } = await listDocuments({
      ...filter,
      state: filter.state ?? 'issued',
      limit: filter.limit ?? 100,
    })
    return { data: rows.map(listedDocument), meta: { next } }
  }

  async show({ params, ability, i18n, member }: HttpContext) {
    const document = await findDocument(params.reference)
    authorize(ability, 'read', 'Document')
    const row: ListedDocument = await listQuery().where('d.id', document.id).firstOrFail()
    const reader = await readerOf({ i18n, member })
    const [
      { supplyFrom, supplyTo, poReference, companyId, companyName, debtorNumber, debtorName },
    ] = await sql<{
      supplyFrom: string
      supplyTo: string
      poReference: string | null
      companyId: string
      companyName: string
      debtorNumber: number
      debtorName: string
    }>(
      `select d.supply_from as "supplyFrom", d.supply_to as "supplyTo", d.po_reference as "poReference", c.id as "companyId",
              c.name as "companyName", a.number as "debtorNumber", a.name as "debtorName"
       from documents d
       join companies c on c.tenant_id = d.tenant_id and c.id = d.company_id
       join accounts a on a.tenant_id = d.tenant_id and a.id = d.debtor_account_id
       where d.id = ?`,
      [document.id]
    )
    const lines = await sql<ShownLine>(LINES, [document.id])
    return {
      data: {
        ...listedDocument(row),
        version: document.version,
        company: { id: companyId, name: companyName },
        debtor: { number: debtorNumber, name: debtorName },
        supplyFrom,
        supplyTo,
        poReference,
        lines: lines.map((line) => documentLine(line, reader)),
        files: Object.keys(await documentFiles(document.id)) as ('pdf' | 'xml')[],
      },
    }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(validator.createDocument)
    authorize(ability, 'create', 'Document')
    return response.created({ data: { id: await createFreeDocument(freeDocument(payload)) } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...payload } = await request.validateUsing(validator.updateDocument)
    const document = await findDocument(params.reference)
    authorize(ability, 'update', 'Document')
    await updateFreeDocument(document, freeDocument(payload), version)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const document = await findDocument(params.reference)
    authorize(ability, 'delete', 'Document')
    await deleteDraft(document)
    return response.noContent()
  }
}

function freeDocument(
  payload: Awaited<ReturnType<typeof validator.createDocument.validate>>
): FreeDocument {
  return {
    ...payload,
    companyId: payload.companyId ?? null,
    debtorAccountNumber: payload.debtorAccountNumber ?? null,
    poReference: payload.poReference ?? null,
    lines: payload.lines.map((line) => ({
      ...line,
      itemNumber: line.itemNumber ?? null,
      vatGroup: line.vatGroup ?? 'standard',
      costCentre: line.costCentre ?? null,
    })),
  }
}
