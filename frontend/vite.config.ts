import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-static'
import { sveltekit } from '@sveltejs/kit/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { completeMessages } from './complete_messages.ts'

const backend = 'http://127.0.0.1:3333'

export default defineConfig({
  plugins: [
    completeMessages('./project.inlang/settings.json'),
    tailwindcss(),
    sveltekit({
      adapter: adapter({ pages: 'build', fallback: 'index.html' }),
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // Floating menus and virtual rows are placed by style attributes.
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'frame-src': ['self', 'blob:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
        },
      },
    }),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // Every message and every icon is a file of its own, too small to be fetched alone.
            codeSplitting: {
              groups: [
                {
                  name: (file) => /paraglide\/messages\/([a-z]+)_/.exec(file)?.[1] ?? null,
                  debugName: 'words of one module',
                },
                {
                  name: 'icons',
                  test: /@lucide\/svelte/,
                  entriesAware: true,
                  entriesAwareMergeThreshold: 4_000,
                },
              ],
            },
          },
        },
      },
    },
  },
  server: { proxy: { '/api': backend, '/live': backend } },
})
