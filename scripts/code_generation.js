/** `ace codegen` boots the application, which asks for these and connects to nothing. */
const PLACEHOLDERS = {
  NODE_ENV: 'development',
  LOG_LEVEL: 'silent',
  HOST: '127.0.0.1',
  PORT: '3333',
  APP_URL: 'http://127.0.0.1:3333',
  APP_KEY: 'only-for-generating-code-00000000',
  DATABASE_URL: 'postgres://none',
  DATABASE_IDENTITY_URL: 'postgres://none',
  DATABASE_RELAY_URL: 'postgres://none',
}

/** Makes backend/.adonisjs: the routes as the frontend's types see them. */
export const codegen = {
  args: ['ace.js', 'codegen'],
  env: () => ({ ...process.env, ...PLACEHOLDERS }),
}
