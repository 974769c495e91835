import { secureCookies } from '#config/app'
import { defineConfig, stores } from '@adonisjs/session'

/** Staff's sessions. The portal's differ in the cookie's name only: see identity/session_middleware.ts. */
export default defineConfig({
  enabled: true,
  cookieName: 'kontor_session',
  clearWithBrowser: false,
  age: '14d',
  cookie: { path: '/', httpOnly: true, secure: secureCookies, sameSite: 'lax' },
  store: 'database',
  stores: { database: stores.database({ connectionName: 'identity', tableName: 'sessions' }) },
})
