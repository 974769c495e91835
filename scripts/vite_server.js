// Vite for `npm run dev`, in a process of its own that ends with its launcher.
import { createServer } from 'vite'

const backend = process.env.APP_URL
const server = await createServer({
  server: {
    host: '127.0.0.1',
    port: Number(process.argv[2]),
    strictPort: true,
    proxy: { '/api': backend, '/live': backend },
  },
})
await server.listen()
process.send('ready')
for (const end of ['SIGTERM', 'SIGINT', 'disconnect'])
  process.on(end, () => server.close().finally(() => process.exit()))
