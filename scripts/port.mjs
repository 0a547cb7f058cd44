// Finds a port of this machine on which nobody listens.

import { connect, createServer } from 'node:net'

/**
 * The first port from `port` upwards that is free on localhost, by either version of IP.
 * @param {number} port
 * @returns {Promise<number>}
 */
export async function firstFreePort(port) {
  for (let candidate = port; candidate < Math.min(port + 100, 65_536); candidate += 1) {
    const taken = await Promise.all(['127.0.0.1', '::1'].map((host) => someoneListens(host, candidate)))
    if (!taken.includes(true)) return candidate
  }
  throw new Error(`None of the hundred ports from ${port} is free.`)
}

/** A free port of the system's choice. @returns {Promise<number>} */
export function anyFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
function someoneListens(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('close', () => resolve(false)).once('connect', () => socket.destroy())
  })
}
