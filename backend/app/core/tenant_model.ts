import type { LucidModel } from '@adonisjs/lucid/types/model'
import { conflict } from '#core/errors'

/** Writes the changed attributes of a model and follows the trigger that counts `version` up. */
export async function saveChanged<Row extends InstanceType<LucidModel> & { version: number }>(
  row: Row
): Promise<string[]> {
  const names = Object.keys(row.$dirty)
  if (names.length === 0) return []
  await row.save()
  row.version += 1
  row.$hydrateOriginals()
  return names
}

/** @throws version_mismatch (409): someone else changed the row since it was read */
export function expectVersion(row: { version: number }, version: number): void {
  if (row.version !== version) throw conflict('version_mismatch')
}
