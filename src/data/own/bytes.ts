// The bytes of a file as they come, unpacked where it is a gzip file, so that even a huge one never lies whole in memory.

import { UnusableFile } from './ownSet.ts'

/** A file with its place in the folder that it came from. */
export interface OwnFile {
  /** `folder/class/image.png`, or the name alone */
  readonly path: string
  readonly file: Blob
}

/** The last part of the path. */
export function nameOf({ path }: OwnFile): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The first bytes of the file as they lie there. */
export async function startOf({ file }: OwnFile, bytes: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, bytes).arrayBuffer())
}

export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b
}

/**
 * The content of the file in pieces of any length. `onBytes` hears how many of the file's own bytes have been read.
 * @throws UnusableFile where it cannot be read or unpacked
 */
export async function* piecesOf(
  own: OwnFile,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  const packed = isGzip(await startOf(own, 2))
  let read = 0
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      read += piece.length
      onBytes(read)
      controller.enqueue(piece)
    },
  })
  const plain = own.file.stream().pipeThrough(counting)
  const reader = (packed ? plain.pipeThrough(new DecompressionStream('gzip')) : plain).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UnusableFile(
      packed
        ? `${nameOf(own)} breaks off or is damaged after byte ${read.toLocaleString('en')}: it is no whole gzip file. Get it again.`
        : `${nameOf(own)} could not be read (${why}). If it was moved or changed, choose it again.`,
      { cause: error },
    )
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** Takes pieces of any length apart into blocks of asked-for lengths. */
export class Blocks {
  readonly #pieces: AsyncGenerator<Uint8Array, void, void>
  #left: Uint8Array = new Uint8Array(0)
  /** bytes given out so far */
  offset = 0

  constructor(pieces: AsyncGenerator<Uint8Array, void, void>) {
    this.#pieces = pieces
  }

  /** The next bytes, or fewer at the end. */
  async take(length: number): Promise<Uint8Array> {
    if (this.#left.length >= length) return this.#give(length)
    const block = new Uint8Array(length)
    let filled = 0
    for (;;) {
      const part = this.#left.subarray(0, length - filled)
      block.set(part, filled)
      filled += part.length
      this.#left = this.#left.subarray(part.length)
      if (filled === length) break
      const next = await this.#pieces.next()
      if (next.done) break
      this.#left = next.value
    }
    this.offset += filled
    return block.subarray(0, filled)
  }

  #give(length: number): Uint8Array {
    const block = this.#left.subarray(0, length)
    this.#left = this.#left.subarray(length)
    this.offset += length
    return block
  }

  async close(): Promise<void> {
    await this.#pieces.return()
  }
}
