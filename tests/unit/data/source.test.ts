import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { httpSource } from '../../../src/data/source.ts'

let server: Server | null = null

async function serve(answer: RequestListener): Promise<string> {
  const opened = createServer(answer)
  server = opened
  await new Promise<void>((done) => opened.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}/lab/data`
}

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((done) => (server ? server.close(done) : done(null)))
  server = null
})

const once = { fresh: false }

describe('a server as source', () => {
  it('gives the bytes of the file below its address, with or without a slash at its end', async () => {
    const base = await serve((request, response) => response.end(request.url))
    for (const address of [base, `${base}/`]) {
      const bytes = await httpSource(address).read('mnist/train-00.bin', once)
      expect(new TextDecoder().decode(bytes)).toBe('/lab/data/mnist/train-00.bin')
    }
  })

  it('passes by caches when asked for a fresh file', async () => {
    const base = await serve((request, response) => response.end(request.headers['cache-control'] ?? 'none'))
    const read = async (fresh: boolean) =>
      new TextDecoder().decode(await httpSource(base).read('mnist/manifest.json', { fresh }))
    expect(await read(true)).toBe('no-cache')
    expect(await read(false)).not.toBe('no-cache')
  })

  it.each([
    [404, 'missing'],
    [410, 'missing'],
    [403, 'unreachable'],
    [503, 'unreachable'],
  ])('calls a file with status %i %s', async (status, kind) => {
    const base = await serve((_, response) => response.writeHead(status).end('sorry'))
    await expect(httpSource(base).read('mnist/train-00.bin', once)).rejects.toMatchObject({
      kind,
      message: `status ${status}`,
    })
  })

  it('fails when there is no server', async () => {
    const base = await serve(() => {})
    server!.close()
    await expect(httpSource(base).read('a.bin', once)).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('fails when the connection breaks in the middle', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('abc', () => response.destroy())
    })
    await expect(httpSource(base).read('a.bin', once)).rejects.toMatchObject({ kind: 'unreachable' })
  })

  it('gives up a server that falls silent, but not one that is slow', async () => {
    const slow = await serve((_, response) => {
      let sent = 0
      const timer = setInterval(() => {
        response.write('x')
        if (++sent === 8) {
          clearInterval(timer)
          response.end()
        }
      }, 50)
    })
    expect((await httpSource(slow, { patience: 300 }).read('a.bin', once)).length).toBe(8)

    const silent = await serve((_, response) => void response.writeHead(200).write('x'))
    await expect(httpSource(silent, { patience: 300 }).read('a.bin', once)).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'no answer for 0 seconds',
    })
  })
})
