import { m } from './paraglide/messages.js'
import { refusal, requestHeaders } from './api.ts'
import { ApiError } from './api_error.ts'

export interface UploadOptions {
  /** Called with the sent share, 0 to 1. */
  onprogress?: (share: number) => void
  signal?: AbortSignal
  /** The body is the file itself and not a form, as attachments are taken. */
  raw?: boolean
}

/** Posts one file as form field `file`, or as the whole body. Not `fetch`, which cannot report progress of a request. */
export function upload<Answer>(url: string, file: File, options: UploadOptions = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    for (const [name, value] of Object.entries(requestHeaders())) {
      request.setRequestHeader(name, value)
    }
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onprogress?.(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status >= 400) reject(refusal(request.status, request.responseText))
      else resolve(JSON.parse(request.responseText || 'null') as Answer)
    }
    request.onerror = () =>
      reject(new ApiError(0, [{ code: 'offline', message: m.core_error_offline() }]))
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    options.signal?.addEventListener('abort', () => request.abort())

    if (options.raw) {
      request.setRequestHeader('content-type', 'application/octet-stream')
      request.setRequestHeader('x-file-type', file.type || 'application/octet-stream')
      request.send(file)
      return
    }
    const body = new FormData()
    body.append('file', file)
    request.send(body)
  })
}
