import { refusal, requestHeaders, urlFor } from '../api.ts'
import { ApiError } from '../api_error.ts'
import { m } from '../paraglide/messages.js'
import type { ImportReport } from './crm_types.ts'

export type ImportWhat = 'accounts' | 'contacts'

/** Posts the file as it is: the server finds out its encoding and its columns. */
export async function sendCsv(
  tenant: string,
  what: ImportWhat,
  file: File,
  dryRun: boolean
): Promise<ImportReport> {
  let response: Response
  try {
    response = await fetch(urlFor(`/api/:tenant/${what}/imports`, { tenant }, { dryRun }), {
      method: 'POST',
      headers: { ...requestHeaders(), 'content-type': 'application/octet-stream' },
      body: file,
    })
  } catch {
    throw new ApiError(0, [{ code: 'offline', message: m.core_error_offline() }])
  }
  const text = await response.text()
  if (!response.ok) throw refusal(response.status, text)
  return (JSON.parse(text) as { data: ImportReport }).data
}
