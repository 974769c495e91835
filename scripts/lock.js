import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A lock is a listening socket: the system gives it back when its holder ends, however it ends, so there are no stale
 * ones. Runs on any Node from 20 on, because the installation takes one before ours is there.
 */
const held = new Map()

/**
 * Takes the lock `name` or says at once who has it.
 * Returns { release } or { holder }: what the holder said of itself with `describe`.
 */
export async function tryLock(name, describe = () => `process ${process.pid}`) {
  for (;;) {
    const server = await listen(address(name), describe)
    if (server) {
      held.set(name, server)
      return { release: () => release(name) }
    }
    const holder = await ask(address(name))
    if (holder !== null) return { holder }
  }
}

/**
 * Takes the lock `name`, waiting for as long as another process has it.
 * @param {string} name
 * @param {(holder: string) => void} waiting is called once, with that one's words
 */
export async function lock(name, waiting = () => {}) {
  let said = false
  for (;;) {
    const taken = await tryLock(name)
    if (taken.release) return taken
    if (!said) waiting(taken.holder)
    said = true
    await untilGone(address(name))
  }
}

function address(name) {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 32)
  if (process.platform === 'linux') return `\0kontor-${hash}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\kontor-${hash}`
  return join(tmpdir(), `kontor-${hash}.sock`)
}

function listen(path, describe) {
  return new Promise((resolve, reject) => {
    const sockets = new Set()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => {})
      socket.unref()
      socket.write(`${describe()}\n`)
    })
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(path, () => resolve({ server, sockets }))
    server.unref()
  })
}

function release(name) {
  const { server, sockets } = held.get(name)
  held.delete(name)
  for (const socket of sockets) socket.destroy()
  return new Promise((resolve) => server.close(resolve))
}

/** The holder's first line; null if there is none any more. */
function ask(path) {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(path)
    socket.on('data', (chunk) => {
      said += chunk
      if (!said.includes('\n')) return
      socket.destroy()
      resolve(said.split('\n')[0])
    })
    socket.on('error', (error) => {
      // Only where sockets are files does one outlive its process.
      if (error.code === 'ECONNREFUSED' && !path.startsWith('\0')) rmSync(path, { force: true })
      resolve(null)
    })
    socket.on('close', () => resolve(null))
  })
}

function untilGone(path) {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.on('data', () => {})
    socket.on('error', resolve)
    socket.on('close', resolve)
  })
}
