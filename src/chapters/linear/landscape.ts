// The error of a linear autoencoder as a function of its weights, exactly, from the covariance Σ of the digits alone:
// E(D, E) = ⟨‖x − D E x‖²⟩ for centred x (Baldi and Hornik 1989).

import type { ClaimTools } from '../../lab/claim.ts'
import type { Moments } from '../../numerics/moments.ts'

interface Digits {
  /** pixels */
  readonly n: number
  readonly moments: Moments
  /** n × n */
  readonly covariance: Float64Array
}

/** The covariance of the 60,000 training digits, pixels in [0, 1]. */
export async function covarianceOfDigits({ openSet }: ClaimTools): Promise<Digits> {
  const { covarianceOf, secondMoment } = await import('../../numerics/moments.ts')
  const { breathe } = await import('../../lab/breathe.ts')
  const { train } = await openSet('mnist')
  const sums = secondMoment(train.pixels, train.count)
  for (;;) {
    const next = sums.next()
    if (next.done)
      return { n: next.value.sum.length, moments: next.value, covariance: covarianceOf(next.value) }
    await breathe()
  }
}

interface Landscape {
  readonly n: number
  readonly trace: number
  /** of one tied unit, D = w and E = wᵀ: tr Σ − 2 wᵀΣw + ‖w‖² wᵀΣw */
  readonly error: (w: Float64Array) => number
  /** its gradient */
  readonly slope: (w: Float64Array) => Float64Array
  /** the k × n matrix Dᵀ of the best decoder for the k × n encoder E: (EΣEᵀ)⁻¹EΣ */
  readonly bestDecoder: (E: Float64Array, k: number) => Float64Array
  /** the k × n matrix of the best encoder for a decoder, given as Dᵀ: (DᵀD)⁻¹Dᵀ */
  readonly bestEncoder: (Dt: Float64Array, k: number) => Float64Array
  /** ⟨‖x − D E x‖²⟩ of an encoder with any decoder, given as Dᵀ */
  readonly errorOf: (E: Float64Array, Dt: Float64Array, k: number) => number
}

export async function landscapeOf({ n, covariance }: Digits): Promise<Landscape> {
  const { dot, multiply, solvePositive, transpose } = await import('../../numerics/matrices.ts')
  let trace = 0
  for (let i = 0; i < n; i++) trace += covariance[i * n + i]!
  const times = (w: Float64Array) => multiply(w, covariance, 1, n, n)
  return {
    n,
    trace,
    error: (w) => trace + (dot(w, w) - 2) * dot(w, times(w)),
    slope: (w) => {
      const along = times(w)
      const [length2, held] = [dot(w, w), dot(w, along)]
      return along.map((value, i) => (2 * length2 - 4) * value + 2 * held * w[i]!)
    },
    bestDecoder: (E, k) => {
      const product = multiply(E, covariance, k, n, n)
      return solvePositive(multiply(product, transpose(E, k, n), k, n, k), product, k, n)
    },
    bestEncoder: (Dt, k) => solvePositive(multiply(Dt, transpose(Dt, k, n), k, n, k), Dt, k, n),
    errorOf: (E, Dt, k) => {
      const product = multiply(E, covariance, k, n, n)
      const codes = multiply(product, transpose(E, k, n), k, n, k)
      const lengths = multiply(Dt, transpose(Dt, k, n), k, n, k)
      return trace - 2 * dot(product, Dt) + dot(codes, lengths)
    },
  }
}

/** Normal numbers, the same at every run. */
export async function normals(step: number, count: number): Promise<Float64Array> {
  const { openStream } = await import('../../numerics/streams.ts')
  return Float64Array.from(openStream(42, 'claim').normals(step, count))
}
