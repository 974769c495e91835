import { secureCookies } from '#config/app'
import { defineConfig } from '@adonisjs/shield'

/** The pages carry their own policy with hashes, made by the frontend's build; this one is for the API's answers. */
export default defineConfig({
  csp: { enabled: true, directives: { defaultSrc: [`'none'`], frameAncestors: [`'none'`] } },
  csrf: {
    enabled: true,
    enableXsrfCookie: true,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    cookieOptions: { sameSite: 'lax', secure: secureCookies },
  },
  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: secureCookies, maxAge: '180 days' },
  contentTypeSniffing: { enabled: true },
})
