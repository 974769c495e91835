import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'
import { generateRegistry } from '@tuyau/core/hooks'

export default defineConfig({
  typescript: true,
  directories: { languageFiles: 'resources/lang' },
  commands: [() => import('@adonisjs/core/commands'), () => import('@adonisjs/lucid/commands')],
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('#providers/tenancy_provider'),
  ],
  preloads: [
    () => import('#start/abilities'),
    () => import('#start/routes'),
    () => import('#start/kernel'),
    () => import('#start/validation'),
  ],
  metaFiles: [{ pattern: 'resources/lang/**/*.json', reloadServer: false }],
  hooks: {
    init: [
      indexEntities({
        controllers: { source: 'app', importAlias: '#app', glob: ['**/*_controller.ts'] },
        transformers: { enabled: false },
        events: { enabled: false },
        listeners: { enabled: false },
      }),
      generateRegistry(),
    ],
  },
})
