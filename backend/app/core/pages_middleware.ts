import { existsSync } from 'node:fs'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import app from '@adonisjs/core/services/app'
import sirv from 'sirv'

const folder = app.makePath('../frontend/build')

/**
 * Serves the built frontend: compressed files as the build made them, hashed ones for ever, and the one page of the
 * single-page app for every address that is not a file. A missing hashed file is a 404 and not a page.
 */
const serve = existsSync(folder)
  ? sirv(folder, {
      gzip: true,
      brotli: true,
      etag: true,
      single: 'index.html',
      ignores: [/^\/_app\//],
      setHeaders(response, path) {
        if (path.startsWith('/_app/immutable/'))
          response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
        else response.setHeader('Cache-Control', 'no-cache')
        response.setHeader('X-Frame-Options', 'DENY')
        response.setHeader('X-Content-Type-Options', 'nosniff')
        response.setHeader('Referrer-Policy', 'same-origin')
      },
    })
  : null

export default class PagesMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    const url = request.url()
    const ours = /^\/(api|live|health|v1)(\/|$)/.test(url)
    if (ours || !serve || !['GET', 'HEAD'].includes(request.method())) return next()
    await new Promise<void>((resolve) => {
      response.response.once('close', resolve)
      serve(request.request, response.response, () => {
        response.response.statusCode = 404
        response.response.end()
      })
    })
  }
}
