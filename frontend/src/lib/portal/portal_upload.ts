import { m } from '../paraglide/messages.js'
import { refusal, requestHeaders, urlFor } from '../api.ts'
import { ApiError } from '../api_error.ts'
import { Uploads } from '../ui/uploads.svelte.ts'

/** In bytes, as the API allows. */
export const LARGEST_UPLOAD = 25 * 1024 * 1024

/** Files on their way into a message; `results` are the receipts that the message names them by. */
export function portalUploads(tenant: string): Uploads<string> {
  return new Uploads(async (file, { signal }) => {
    const url = urlFor('/api/portal/:tenant/files', { tenant }, { name: file.name })
    const headers = {
      ...requestHeaders(),
      'content-type': 'application/octet-stream',
      'x-file-type': file.type,
    }
    let response: Response
    try {
      response = await fetch(url, { method: 'POST', headers, body: file, signal })
    } catch (error) {
      if (signal.aborted) throw error
      throw new ApiError(0, [{ code: 'offline', message: m.core_error_offline() }])
    }
    const text = await response.text()
    if (!response.ok) throw refusal(response.status, text)
    return (JSON.parse(text) as { data: { id: string } }).data.id
  })
}
