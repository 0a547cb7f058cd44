// The prior N(0, I) of a Gaussian code and the posterior of one image, as the plane of the picture sees them.

import type { Limits } from './limits.ts'
import type { CodePlanePart } from './measure.ts'
import { placeOf, type Place } from './plane.ts'

/** Standard deviations of the prior that are drawn. */
export const priorRadii = [1, 2] as const

/** Where the prior's mean stands. Its circles are circles in every plane, since the plane's two directions are orthonormal. */
export function priorCentre(part: CodePlanePart): Place {
  return placeOf(part, new Float32Array(part.origin.length))!
}

/** The limits that hold all the circles drawn around this place. */
export function limitsOfPrior({ x, y }: Place): Limits {
  const radius = priorRadii.at(-1)!
  return { x: [x - radius, x + radius], y: [y - radius, y + radius] }
}

/** The covariance of a diagonal Gaussian in the plane's two coordinates. */
export interface PlaneCovariance {
  readonly across: number
  readonly up: number
  readonly both: number
}

/** Σ of N(μ, diag σ²) projected on the plane: PᵀΣP, with P the plane's two directions; `logVariance` is log σ² (code size). */
export function covarianceOn({ across, up }: CodePlanePart, logVariance: Float32Array): PlaneCovariance {
  const sum = (a: Float32Array, b: Float32Array) =>
    logVariance.reduce((total, value, j) => total + Math.exp(value) * a[j]! * b[j]!, 0)
  return { across: sum(across, across), up: sum(up, up), both: sum(across, up) }
}

/**
 * The lower triangular map that makes of the unit circle the ellipse of one standard deviation, x = width · u and
 * y = lean · u + height · v: the Cholesky factor of the covariance.
 */
export function ellipseOf({ across, up, both }: PlaneCovariance): {
  readonly width: number
  readonly lean: number
  readonly height: number
} {
  const width = Math.sqrt(across)
  const lean = width === 0 ? 0 : both / width
  return { width, lean, height: Math.sqrt(Math.max(0, up - lean * lean)) }
}
