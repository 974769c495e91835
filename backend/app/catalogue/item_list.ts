import { Decimal } from 'decimal.js'
import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { contains } from '#catalogue/contains'
import type { listItems } from '#catalogue/catalogue_validator'

const BY_NAME: SortColumn[] = [
  { column: 'name', direction: 'asc', type: 'text' },
  { column: 'id', direction: 'asc', type: 'uuid' },
]

interface ListedItem {
  id: string
  number: string
  name: string
  kind: 'service' | 'goods'
  unit: string
  price: string
  vat_group: 'standard' | 'reduced'
  archived_at: Date | null
}

export async function findItems(query: Infer<typeof listItems>) {
  const size = query.limit ?? 100
  const items = db
    .from('items')
    .select('id', 'number', 'name', 'kind', 'unit', 'price', 'vat_group', 'archived_at')
  if (query.archived) items.whereNotNull('archived_at')
  else items.whereNull('archived_at')
  if (query.q)
    items.where((part) =>
      part.whereILike('name', contains(query.q!)).orWhereILike('number', contains(query.q!))
    )
  paginate(items, BY_NAME, query.after, size)
  const { rows, next } = pageOf((await items) as ListedItem[], size, (row) => [row.name, row.id])
  return {
    next,
    rows: rows.map((row) => ({
      number: row.number,
      name: row.name,
      kind: row.kind,
      unit: row.unit,
      price: new Decimal(row.price).toString(),
      vatGroup: row.vat_group,
      archived: row.archived_at !== null,
    })),
  }
}
