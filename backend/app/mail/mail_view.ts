import type { HttpContext } from '@adonisjs/core/http'

/**
 * Sends a mail's HTML with the remote images that its reader asked for. The page itself may not fetch from anywhere;
 * this document may fetch images and nothing else, runs nothing, and tells their servers not where it was read.
 * @param html as the sanitiser left it: addresses of remote images set aside, attachments below `/attachments/`
 * @param files where the reader's house keeps its attachments, e.g. `/api/acme/files`
 */
export function sendMailView(response: HttpContext['response'], html: string, files: string): void {
  response.header('Content-Type', 'text/html; charset=utf-8')
  response.header('X-Content-Type-Options', 'nosniff')
  response.header('Referrer-Policy', 'no-referrer')
  response.header('Cache-Control', 'private, no-store')
  response.header(
    'Content-Security-Policy',
    `sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data: https: http:; style-src 'unsafe-inline'; frame-ancestors 'self'`
  )
  response.send(`<!doctype html><meta charset="utf-8">${withImages(html, files)}`)
}

const withImages = (html: string, files: string) =>
  html
    .replace(/ src="\/attachments\/([^"]*)"/g, ` src="${files}/$1?inline=1"`)
    .replaceAll(' data-remote-src="', ' src="')
