/** The headers of a mail's own document: images from anywhere, nothing run, and nobody told where it was read. */
export const MAIL_VIEW_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'private, no-store',
  'Content-Security-Policy': `sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data: https: http:; style-src 'unsafe-inline'; frame-ancestors 'self'`,
}

/**
 * A mail as a document with the remote images that its reader asked for. The page itself may not fetch from anywhere,
 * so it is shown in a frame and sent with MAIL_VIEW_HEADERS.
 * @param html as the sanitiser left it: addresses of remote images set aside, attachments below `/attachments/`
 * @param files where the reader's house keeps its attachments, e.g. `/api/acme/files`
 */
export function mailView(html: string, files: string): string {
  const shown = html
    .replace(/ src="\/attachments\/([^"]*)"/g, ` src="${files}/$1?inline=1"`)
    .replaceAll(' data-remote-src="', ' src="')
  return `<!doctype html><meta charset="utf-8">${shown}`
}
