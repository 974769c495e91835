import db from '@adonisjs/lucid/services/db'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import { conflict } from '#core/errors'

type Versioned = InstanceType<LucidModel> & { id: string; version: number }

/**
 * Writes the changed attributes of a model and answers their names. The version comes from the trigger, which alone
 * knows whether a person's column was among them: those that the clock or a consumer keeps do not count.
 */
export async function saveChanged(row: Versioned): Promise<string[]> {
  const model = row.constructor as LucidModel
  const names = Object.keys(row.$dirty)
  if (names.length === 0) return []
  const columns = names.map((name): [string, unknown] => {
    const { columnName, prepare } = model.$getColumn(name)!
    const value = row.$attributes[name]
    return [columnName, prepare ? prepare(value, name, row) : value]
  })
  await bump(row, Object.fromEntries(columns))
  return names
}

/** Counts the version up after a change of the row's parts: who holds their old list must not overwrite the new one. */
export async function touch(row: Versioned): Promise<void> {
  await bump(row, { version: row.version + 1 })
}

async function bump(row: Versioned, values: Record<string, unknown>): Promise<void> {
  const { table } = row.constructor as LucidModel
  const [{ version }] = await db.from(table).where('id', row.id).update(values, ['version'])
  row.version = version
  row.$hydrateOriginals()
}

/** @throws version_mismatch (409): someone else changed the row since it was read */
export function expectVersion(row: { version: number }, version: number): void {
  if (row.version !== version) throw conflict('version_mismatch')
}
