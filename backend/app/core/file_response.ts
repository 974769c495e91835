import type { HttpContext } from '@adonisjs/core/http'

/** Types that a browser may show inside a page without running anything. */
const SHOWABLE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

/** Sends stored bytes so that they can never act in our origin: as a download, unsniffed, in a sandbox. */
export function sendFile(
  response: HttpContext['response'],
  file: { name: string; type: string },
  bytes: Buffer,
  { inline = false } = {}
): void {
  const shown = inline && SHOWABLE.has(file.type)
  const ascii = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  response.header('Content-Type', shown ? file.type : 'application/octet-stream')
  response.header(
    'Content-Disposition',
    `${shown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.name)}`
  )
  response.header('X-Content-Type-Options', 'nosniff')
  response.header('Content-Security-Policy', `sandbox; default-src 'none'`)
  response.header('Cache-Control', 'private, max-age=3600')
  response.send(bytes)
}
