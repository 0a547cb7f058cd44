// Work that several may want at once, done once: two sides of a comparison ask for the same PCA.

type Work<Asked, Result> = (asked: Asked, signal: AbortSignal) => Promise<Result>

interface UnderWay<Result> {
  readonly result: Promise<Result>
  readonly ending: AbortController
  waiting: number
}

/** The same work, but whoever asks for what is under way waits for that; it ends when nobody waits for it any more. */
export function doOnce<Asked, Result>(
  keyOf: (asked: Asked) => string,
  work: Work<Asked, Result>,
): Work<Asked, Result> {
  const underWay = new Map<string, UnderWay<Result>>()

  function begin(key: string, asked: Asked): UnderWay<Result> {
    const ending = new AbortController()
    const piece = { result: work(asked, ending.signal), ending, waiting: 0 }
    const end = (): void => forget(key, piece)
    piece.result.then(end, end)
    underWay.set(key, piece)
    return piece
  }

  /** By now another piece may be under way under this key, which stays. */
  function forget(key: string, piece: UnderWay<Result>): void {
    if (underWay.get(key) === piece) underWay.delete(key)
  }

  return async (asked, signal) => {
    signal.throwIfAborted()
    const key = keyOf(asked)
    const piece = underWay.get(key) ?? begin(key, asked)
    piece.waiting += 1
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason as Error)
        piece.waiting -= 1
        if (piece.waiting > 0) return
        forget(key, piece)
        piece.ending.abort(signal.reason)
      }
      signal.addEventListener('abort', leave)
      piece.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }
}
