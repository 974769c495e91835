import { relative } from 'node:path'
import { seedDemo, demoLogins } from './demo.js'
import { develop } from './development.js'
import { startEmbeddedPostgres } from './embedded_postgres.js'
import { explain } from './explain.js'
import { buildFrontend } from './frontend_build.js'
import { freePort } from './free_port.js'
import { tryLock } from './lock.js'
import { whenParentIsGone } from './parent.js'
import { backend, dataFolder } from './places.js'
import { Processes, Stopped } from './processes.js'
import { prepareRuntime } from './runtime.js'

const TYPESCRIPT = '--import=@poppinss/ts-exec'
const say = (line) => console.log(line)

/** Everything from a database to an address that answers, until it is stopped. Returns the exit code. */
export async function start({ began, development }) {
  let address = 'starting'
  const claim = await tryLock(`${dataFolder()} start`, () => `process ${process.pid}, ${address}`)
  if (claim.holder) {
    console.error(`Kontor is already running with the data in ${dataFolder()}: ${claim.holder}.`)
    return 1
  }
  const processes = new Processes(say, { patient: development })
  const stopped = stopOnSignal(processes)
  let runtime
  try {
    runtime = await prepare(processes, development)
    keepDatabase(runtime, processes)
    const host = process.env.HOST ?? '127.0.0.1'
    const port = await choosePort(host)
    address = process.env.APP_URL ?? `http://${host}:${port}`
    const env = { ...runtime.env, HOST: host, PORT: String(port), APP_URL: address }
    await Promise.all([
      processes.keep('server', [TYPESCRIPT, 'bin/server.ts'], { cwd: backend, env }),
      processes.keep('worker', [TYPESCRIPT, 'bin/console.ts', 'work'], { cwd: backend, env }),
    ])
    if (development) address = await develop(processes, env, say)
    announce(address, began)
    process.send?.({ address })
    await Promise.race([stopped, processes.failed])
    return 0
  } catch (error) {
    if (error instanceof Stopped) return 0
    console.error(explain(error, dataFolder()))
    return 1
  } finally {
    await processes.stop()
    await runtime?.close()
  }
}

/** The database and the pages have nothing to do with each other: both at once. */
async function prepare(processes, development) {
  const database = prepareRuntime({ seed: seedDemo(processes, say), say })
  const pages = development ? null : buildFrontend(processes, say)
  try {
    await Promise.all([database, pages])
  } catch (error) {
    await processes.stop()
    await database.then((runtime) => runtime.close()).catch(() => {})
    throw error
  }
  return database
}

/** A lost database starts again on the same port, where server and worker look for it. */
function keepDatabase(runtime, processes) {
  runtime.server?.lost
    .then(async () => {
      say('The database went away. Starting it again.')
      runtime.server = await startEmbeddedPostgres(dataFolder(), { port: runtime.server.port, say })
      keepDatabase(runtime, processes)
    })
    .catch(processes.fail)
}

async function choosePort(host) {
  const wanted = Number(process.env.KONTOR_PORT || 3333)
  for (let port = await freePort(wanted, host); ; port = await freePort(port + 1, host)) {
    // Another Kontor that starts at this moment listens only later.
    if ((await tryLock(`port ${port}`)).holder) continue
    if (port !== wanted) say(`Port ${wanted} is taken, using ${port}.`)
    return port
  }
}

/** Also when the terminal or the process that started this one is gone. */
function stopOnSignal(processes) {
  // A closed terminal cannot be written to; that must not get in the way of stopping.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return new Promise((resolve) => {
    const stop = () => {
      processes.stop()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
    process.on('disconnect', stop)
    whenParentIsGone(stop)
  })
}

function announce(address, began) {
  const seconds = Math.round((Date.now() - began) / 1000)
  const logins = demoLogins()
  const lines = ['', `Kontor is ready after ${seconds} s:  ${address}`]
  if (logins.length > 0) lines.push('')
  const width = Math.max(...logins.map(({ title }) => title.length))
  for (const { title, email, password, path } of logins) {
    lines.push(`  ${title.padEnd(width)}  ${email.padEnd(33)}  ${password}  ${address}${path}`)
  }
  const folder = relative(process.cwd(), dataFolder())
  lines.push(
    '',
    `The data lies in ${folder.startsWith('..') ? dataFolder() : folder}. Ctrl-C stops everything.`
  )
  say(lines.join('\n'))
}
