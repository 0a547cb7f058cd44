// Bayes' theorem summed on a grid: the evidence and the posterior of a code of two numbers, and how far a diagonal
// Gaussian q is from it, log p(x) = ELBO(q) + KL(q ‖ p(z|x)) (Kingma & Welling 2014; curriculum L4, L7, L26). Nats.

/** A square of cells around the origin; p(x|z) is known at their middles. */
export interface SquareGrid {
  /** cells along each side */
  readonly points: number
  /** both coordinates run from −half to half */
  readonly half: number
}

/** N(mean, diag deviation²) in two dimensions. */
export interface DiagonalGaussian {
  readonly mean: readonly [number, number]
  readonly deviation: readonly [number, number]
}

/** Everything in cells row after row from the highest second coordinate down. */
export interface GridPosterior {
  readonly grid: SquareGrid
  /** log p(x|z) */
  readonly logLikelihood: Float32Array
  /** log p(z|x), a density */
  readonly logPosterior: Float64Array
  /** log p(x) = log Σ p(x|z) p(z) dz */
  readonly logEvidence: number
  /** share of the posterior in the outermost cells: near 0, or the grid is too narrow */
  readonly atEdge: number
  /**
   * |log| of the shares of every second cell, as on a chessboard, over the others': 0 for a posterior that is wide beside its
   * cells. Above 0.1 the cells are too coarse for it, and log p(x) may be wrong by nats though ELBO + gap agrees with it.
   */
  readonly unevenness: number
}

/** What q makes of the evidence. */
export interface EvidenceSplit {
  /** E_q[log p(x|z)] − KL(q ‖ p(z)): the first summed on the grid, the second in closed form */
  readonly elbo: number
  /** KL(q ‖ p(z|x)), summed on the grid */
  readonly gap: number
  readonly logLikelihood: number
  readonly klToPrior: number
  /** share of q that lies on the grid: near 1, or the sums say nothing of q */
  readonly onGrid: number
}

export function spacingOf({ points, half }: SquareGrid): number {
  return (2 * half) / points
}

/** The first coordinate of the middle of a column, and the second one of a row, counted from the top. */
export function columnAt(grid: SquareGrid, column: number): number {
  return (column + 0.5) * spacingOf(grid) - grid.half
}

export function rowAt(grid: SquareGrid, row: number): number {
  return -columnAt(grid, row)
}

/** The codes of the rows from `from` up to `to`, cell after cell: (cells × 2). */
export function codesOf(grid: SquareGrid, from: number, to: number): Float32Array {
  const codes = new Float32Array((to - from) * grid.points * 2)
  for (let row = from; row < to; row++) {
    for (let column = 0; column < grid.points; column++) {
      codes.set([columnAt(grid, column), rowAt(grid, row)], ((row - from) * grid.points + column) * 2)
    }
  }
  return codes
}

/** The posterior under the prior N(0, I). @throws RangeError when there is not one likelihood for each cell */
export function posteriorOn(grid: SquareGrid, logLikelihood: Float32Array): GridPosterior {
  const { points } = grid
  if (logLikelihood.length !== points * points) {
    throw new RangeError(`${logLikelihood.length} likelihoods are not ${points} × ${points}.`)
  }
  const logJoint = new Float64Array(points * points)
  let most = -Infinity
  eachCell(grid, (cell, z1, z2) => {
    const joint = logLikelihood[cell]! + logPrior(z1) + logPrior(z2)
    logJoint[cell] = joint
    most = Math.max(most, joint)
  })
  let sum = 0
  let edge = 0
  let even = 0
  for (let cell = 0; cell < logJoint.length; cell++) {
    const share = Math.exp(logJoint[cell]! - most)
    sum += share
    if (isAtEdge(cell, points)) edge += share
    if ((Math.floor(cell / points) + (cell % points)) % 2 === 0) even += share
  }
  const logEvidence = most + Math.log(sum) + 2 * Math.log(spacingOf(grid))
  return {
    grid,
    logLikelihood,
    logPosterior: logJoint.map((value) => value - logEvidence),
    logEvidence,
    atEdge: edge / sum,
    unevenness: Math.abs(Math.log(even / (sum - even))),
  }
}

/**
 * ELBO and gap of q. Every sum takes q at the middles of the cells, made to sum to 1; with deviations below half a cell that
 * is no longer q, and ELBO + gap leaves log p(x).
 */
export function splitEvidence(posterior: GridPosterior, q: DiagonalGaussian): EvidenceSplit {
  const { logLikelihood: likelihood, logPosterior } = posterior
  const { columns, rows, onGrid } = weightsOf(posterior.grid, q)
  let logLikelihood = 0
  let gap = 0
  eachWeighed(posterior.grid, columns, rows, (cell, weight, column, row) => {
    logLikelihood += weight * likelihood[cell]!
    gap += weight * (columns.log[column]! + rows.log[row]! - logPosterior[cell]!)
  })
  const klToPrior = klToStandardNormal(q)
  return { elbo: logLikelihood - klToPrior, gap, logLikelihood, klToPrior, onGrid }
}

/** Where the posterior has its highest cell. */
export function modeOf({ grid, logPosterior }: GridPosterior): [number, number] {
  let best = 0
  for (let cell = 1; cell < logPosterior.length; cell++)
    if (logPosterior[cell]! > logPosterior[best]!) best = cell
  return [columnAt(grid, best % grid.points), rowAt(grid, Math.floor(best / grid.points))]
}

const mostSteps = 200
/** nats */
const settled = 1e-6

/**
 * Climbs from q to the diagonal Gaussian of the highest ELBO, one yield for each step up: natural gradients of μ and of
 * the precision (Khan & Lin 2017), shortened until the ELBO rises. A local optimum.
 */
export function* climb(posterior: GridPosterior, start: DiagonalGaussian): Generator<DiagonalGaussian> {
  let q = start
  let { elbo } = splitEvidence(posterior, q)
  let share = 1
  for (let step = 0; step < mostSteps && share > 1e-4; step++) {
    const next = stepped(posterior, q, share)
    const reached = splitEvidence(posterior, next)
    if (reached.onGrid < 0.99 || !(reached.elbo > elbo)) {
      share /= 2
      continue
    }
    const gained = reached.elbo - elbo
    q = next
    elbo = reached.elbo
    share = Math.min(1, share * 1.5)
    yield q
    if (gained < settled) return
  }
}

/** One natural step of this share: 1/σ² towards E_q[−∂² log p(x,z)], then μ along σ² E_q[∂ log p(x,z)]. */
function stepped(posterior: GridPosterior, q: DiagonalGaussian, share: number): DiagonalGaussian {
  const { grid, logPosterior } = posterior
  const { columns, rows } = weightsOf(grid, q)
  const mean = [0, 0]
  const second = [0, 0]
  let middle = 0
  eachWeighed(grid, columns, rows, (cell, weight) => (middle += weight * logPosterior[cell]!))
  eachWeighed(grid, columns, rows, (cell, weight, column, row) => {
    const u1 = (columnAt(grid, column) - q.mean[0]) / q.deviation[0]
    const u2 = (rowAt(grid, row) - q.mean[1]) / q.deviation[1]
    const pull = weight * (logPosterior[cell]! - middle)
    mean[0]! += pull * u1
    mean[1]! += pull * u2
    second[0]! += pull * (1 - u1 * u1)
    second[1]! += pull * (1 - u2 * u2)
  })
  const smallest = spacingOf(grid) / 2
  const along = (axis: 0 | 1): [number, number] => {
    const precision = 1 / q.deviation[axis] ** 2
    // E_q[−∂² log p] is precision · E_q[log p (1 − u²)], by parts
    const wanted = Math.max(precision / 4, (1 - share) * precision + share * precision * second[axis]!)
    const deviation = Math.max(smallest, 1 / Math.sqrt(wanted))
    return [q.mean[axis] + (share * deviation ** 2 * mean[axis]!) / q.deviation[axis], deviation]
  }
  const [first, other] = [along(0), along(1)]
  return { mean: [first[0], other[0]], deviation: [first[1], other[1]] }
}

interface AxisWeights {
  /** of the cells along this axis, summing to 1 */
  readonly weight: Float64Array
  /** log of q's density along this axis */
  readonly log: Float64Array
  /** the cells within seven deviations */
  readonly from: number
  readonly to: number
}

/** q on the grid, a factor for each axis. */
function weightsOf(
  grid: SquareGrid,
  { mean, deviation }: DiagonalGaussian,
): { columns: AxisWeights; rows: AxisWeights; onGrid: number } {
  const [columns, first] = along(grid, mean[0], deviation[0], columnAt)
  const [rows, second] = along(grid, mean[1], deviation[1], rowAt)
  return { columns, rows, onGrid: first * second }
}

function along(
  grid: SquareGrid,
  mean: number,
  deviation: number,
  placeOf: (grid: SquareGrid, i: number) => number,
): [AxisWeights, number] {
  const { points } = grid
  const weight = new Float64Array(points)
  const log = new Float64Array(points)
  let sum = 0
  let from = points
  let to = 0
  for (let i = 0; i < points; i++) {
    const u = (placeOf(grid, i) - mean) / deviation
    log[i] = -0.5 * u * u - Math.log(deviation) - 0.5 * Math.log(2 * Math.PI)
    if (Math.abs(u) > 7) continue
    weight[i] = Math.exp(log[i]!)
    sum += weight[i]!
    from = Math.min(from, i)
    to = i + 1
  }
  for (let i = from; i < to; i++) weight[i]! /= sum
  return [{ weight, log, from, to }, sum * spacingOf(grid)]
}

function eachWeighed(
  { points }: SquareGrid,
  columns: AxisWeights,
  rows: AxisWeights,
  visit: (cell: number, weight: number, column: number, row: number) => void,
): void {
  for (let row = rows.from; row < rows.to; row++) {
    for (let column = columns.from; column < columns.to; column++) {
      visit(row * points + column, rows.weight[row]! * columns.weight[column]!, column, row)
    }
  }
}

function eachCell(grid: SquareGrid, visit: (cell: number, z1: number, z2: number) => void): void {
  for (let row = 0; row < grid.points; row++) {
    for (let column = 0; column < grid.points; column++) {
      visit(row * grid.points + column, columnAt(grid, column), rowAt(grid, row))
    }
  }
}

function isAtEdge(cell: number, points: number): boolean {
  const column = cell % points
  const row = Math.floor(cell / points)
  return column === 0 || row === 0 || column === points - 1 || row === points - 1
}

function logPrior(z: number): number {
  return -0.5 * z * z - 0.5 * Math.log(2 * Math.PI)
}

/** KL(q ‖ N(0, I)) = ½ Σ μ² + σ² − 1 − log σ². */
function klToStandardNormal({ mean, deviation }: DiagonalGaussian): number {
  return [0, 1].reduce((sum, axis) => {
    const square = deviation[axis]! ** 2
    return sum + 0.5 * (mean[axis]! ** 2 + square - 1 - Math.log(square))
  }, 0)
}

/**
 * Part of the log posterior for a picture, `cells` × `cells` from a square around (middle, middle), straight between the
 * grid's values, row after row from the top; −∞ off the grid.
 */
export function magnified(
  { grid, logPosterior }: GridPosterior,
  middle: readonly [number, number],
  half: number,
  cells: number,
): Float64Array {
  const { points } = grid
  const spacing = spacingOf(grid)
  const out = new Float64Array(cells * cells)
  const step = (2 * half) / cells
  const place = (z: number) => (z + grid.half) / spacing - 0.5
  for (let row = 0; row < cells; row++) {
    const down = place(-(middle[1] + half - (row + 0.5) * step))
    for (let column = 0; column < cells; column++) {
      const across = place(middle[0] - half + (column + 0.5) * step)
      out[row * cells + column] = between(logPosterior, points, across, down)
    }
  }
  return out
}

function between(values: Float64Array, points: number, across: number, down: number): number {
  if (across < -0.5 || down < -0.5 || across > points - 0.5 || down > points - 0.5) return -Infinity
  const left = Math.min(points - 2, Math.max(0, Math.floor(across)))
  const top = Math.min(points - 2, Math.max(0, Math.floor(down)))
  const [x, y] = [across - left, down - top]
  const at = top * points + left
  const above = values[at]! * (1 - x) + values[at + 1]! * x
  const below = values[at + points]! * (1 - x) + values[at + points + 1]! * x
  return above * (1 - y) + below * y
}
