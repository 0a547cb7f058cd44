// Gaussians with a full covariance: fitted to features of images, their divergence in closed form and by sampling (curriculum L39).

export interface Gaussian {
  readonly mean: readonly number[]
  /** lower triangular L with covariance L Lᵀ, row after row */
  readonly root: readonly (readonly number[])[]
}

/** Each row of `points` is one point. */
export function fitted(points: readonly (readonly number[])[]): Gaussian {
  const size = points[0]!.length
  const mean = Array.from({ length: size }, (_, j) => average(points.map((point) => point[j]!)))
  const covariance = mean.map((_, i) =>
    mean.map((_, j) => average(points.map((point) => (point[i]! - mean[i]!) * (point[j]! - mean[j]!)))),
  )
  return { mean, root: cholesky(covariance) }
}

/** KL(N₀ ‖ N₁) = ½ [tr(Σ₁⁻¹Σ₀) + (μ₁−μ₀)ᵀΣ₁⁻¹(μ₁−μ₀) − k + log det Σ₁/det Σ₀], nats. */
export function divergence(zero: Gaussian, one: Gaussian): number {
  const k = zero.mean.length
  const columns = zero.mean.map((_, j) => zero.root.map((row) => row[j] ?? 0))
  const trace = columns.reduce((sum, column) => sum + squared(solved(one.root, column)), 0)
  const apart = one.mean.map((m, i) => m - zero.mean[i]!)
  return 0.5 * (trace + squared(solved(one.root, apart)) - k) + logRoot(one) - logRoot(zero)
}

export function logDensity({ mean, root }: Gaussian, x: readonly number[]): number {
  const apart = x.map((value, i) => value - mean[i]!)
  return -0.5 * (squared(solved(root, apart)) + x.length * Math.log(2 * Math.PI)) - logRoot({ mean, root })
}

/** m + L ε */
export function sample({ mean, root }: Gaussian, noise: ArrayLike<number>): number[] {
  return mean.map((m, i) => root[i]!.reduce((sum, entry, j) => sum + entry * noise[j]!, m))
}

/** ½ log det Σ */
const logRoot = ({ root }: Gaussian): number => root.reduce((sum, row, i) => sum + Math.log(row[i]!), 0)

const average = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length

const squared = (values: readonly number[]): number => values.reduce((sum, x) => sum + x * x, 0)

function cholesky(a: readonly (readonly number[])[]): number[][] {
  const root: number[][] = []
  a.forEach((row, i) => {
    root.push([])
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!
      for (let m = 0; m < j; m++) rest -= root[i]![m]! * root[j]![m]!
      root[i]!.push(i === j ? Math.sqrt(rest) : rest / root[j]![j]!)
    }
  })
  return root
}

/** L⁻¹ b */
function solved(root: readonly (readonly number[])[], b: readonly number[]): number[] {
  const x: number[] = []
  root.forEach((row, i) => {
    let rest = b[i]!
    for (let j = 0; j < i; j++) rest -= row[j]! * x[j]!
    x.push(rest / row[i]!)
  })
  return x
}
