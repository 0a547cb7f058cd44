// The fastest f32 product of two matrices that an engine is capable of, which bounds what a training step could be.

/** Holds two square matrices, in rows. */
export interface Factors {
  /** Multiplies them so many times, one after the other; resolves when the last product has been read. */
  multiply(times: number): Promise<void>
  dispose(): void
}

export type HoldFactors = (
  side: number,
  a: Float32Array<ArrayBuffer>,
  b: Float32Array<ArrayBuffer>,
) => Factors

const sides = [128, 256, 512, 1024]
/** A larger product than one that took this long is not tried, in ms. */
const patience = 200

/** GFLOP/s of the best of some square products, each taken several times and read back once. */
export async function fastestProduct(hold: HoldFactors): Promise<number> {
  let best = 0
  for (const side of sides) {
    const values = () => Float32Array.from({ length: side * side }, (_, i) => (i % 7) / 7 - 0.4)
    const factors = hold(side, values(), values())
    const once = await timeOf(() => factors.multiply(1))
    const times = Math.max(1, Math.min(20, Math.round(patience / once)))
    const each = (await timeOf(() => factors.multiply(times))) / times
    best = Math.max(best, (2 * side ** 3) / each / 1e6)
    factors.dispose()
    if (each > patience) break
  }
  return best
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
