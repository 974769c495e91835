import { defineConfig } from '@adonisjs/core/bodyparser'

/** JSON only: files arrive as raw bodies, which their controllers read after sign-in and permission. */
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: { types: [] },
  json: {
    types: ['application/json'],
    limit: '1mb',
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
  },
  raw: { types: [] },
  multipart: { types: [], autoProcess: false, processManually: [] },
})
