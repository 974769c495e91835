import { secureCookies } from '#config/app'
import { DatabaseSessionStore, SESSION_DAYS } from '#identity/database_session_store'
import { defineConfig } from '@adonisjs/session'

/** Staff's sessions. The portal's differ in the cookie's name only: see identity/session_middleware.ts. */
export default defineConfig({
  enabled: true,
  cookieName: 'kontor_session',
  clearWithBrowser: false,
  age: `${SESSION_DAYS}d`,
  cookie: { path: '/', httpOnly: true, secure: secureCookies, sameSite: 'lax' },
  store: 'database',
  stores: { database: () => new DatabaseSessionStore() },
})
