// Runs TypeScript as it is; the command line itself is bin/console.ts.
await import('@poppinss/ts-exec')
await import('./bin/console.js')
