// Where the bytes of a packed set come from: a server here, a folder in fileSource.ts.

export interface ByteSource {
  /**
   * All bytes of the file at this path, which is relative to the source ("mnist/train-00.bin"); `fresh` passes by
   * every cache on the way. Throws a SourceError.
   */
  read(path: string, options: { fresh: boolean }): Promise<Uint8Array<ArrayBuffer>>
}

export class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly kind: 'missing' | 'unreachable'

  constructor(kind: SourceError['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/**
 * Files below an http(s) address. A relative `baseUrl` is taken from the address of the page or, in a worker, of the
 * worker's script. A server from which nothing comes for `patience` ms is given up.
 */
export function httpSource(baseUrl: string, { patience = 30_000 } = {}): ByteSource {
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, globalThis.location?.href)

  async function read(path: string, { fresh }: { fresh: boolean }): Promise<Uint8Array<ArrayBuffer>> {
    const abort = new AbortController()
    const giveUp = () => abort.abort(new Error(`no answer for ${Math.round(patience / 1000)} seconds`))
    let timer = setTimeout(giveUp, patience)
    try {
      const response = await fetch(new URL(path, base), {
        cache: fresh ? 'reload' : 'default',
        signal: abort.signal,
      })
      if (response.status === 404 || response.status === 410) {
        throw new SourceError('missing', `status ${response.status}`)
      }
      if (!response.ok) throw new SourceError('unreachable', `status ${response.status}`)
      const parts: Uint8Array<ArrayBuffer>[] = []
      for (const reader = response.body!.getReader(); ;) {
        const { done, value } = await reader.read()
        if (done) return join(parts)
        parts.push(value)
        clearTimeout(timer)
        timer = setTimeout(giveUp, patience)
      }
    } catch (cause) {
      if (cause instanceof SourceError) throw cause
      const reason: unknown = abort.signal.aborted ? abort.signal.reason : cause
      throw new SourceError('unreachable', reason instanceof Error ? reason.message : String(reason), {
        cause,
      })
    } finally {
      clearTimeout(timer)
    }
  }

  return { read }
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
