// The vote of the nearest neighbours (Fix and Hodges 1951): how well a code keeps the classes apart, without
// training anything.

/**
 * The share, 0 to 1, of test codes whose label is the vote of their k nearest training codes in Euclidean
 * distance. Codes are N × size, labels N whole numbers. Of training codes equally far, the earlier counts as
 * nearer; a tied vote goes to the label whose nearest voter is nearest. All pairs are compared: 10,000 ×
 * 10,000 codes take 0.5 s at size 2 and 2.5 s at 64. Throws a RangeError when there are fewer than k training
 * codes or no test codes, or a code is not finite.
 */
export function knnAccuracy(
  trainCodes: Float32Array,
  trainLabels: ArrayLike<number>,
  testCodes: Float32Array,
  testLabels: ArrayLike<number>,
  size: number,
  k = 5,
): number {
  requireCodes(trainCodes, trainLabels, size)
  requireCodes(testCodes, testLabels, size)
  if (trainLabels.length < k || testLabels.length === 0) {
    throw new RangeError(
      `A vote of ${k} needs ${k} training codes and a test code, not ${trainLabels.length} and ${testLabels.length}.`,
    )
  }
  const distances = new Float64Array(k)
  const nearest = new Int32Array(k)
  let right = 0
  for (let test = 0; test < testLabels.length; test++) {
    findNearest(trainCodes, testCodes, test * size, size, distances, nearest)
    if (vote(nearest, trainLabels) === testLabels[test]) right++
  }
  return right / testLabels.length
}

/**
 * The share, 0 to 1, of every point's k nearest others that are among its k nearest on a map of the same points, too; by
 * chance it is k / (N − 1). Points are N × size, the map N × mapSize. Throws a RangeError when N ≤ k or the map is of
 * other points.
 */
export function neighboursKept(
  points: Float32Array,
  size: number,
  map: Float32Array,
  mapSize: number,
  k = 10,
): number {
  const count = points.length / size
  if (count <= k || map.length !== count * mapSize)
    throw new RangeError(
      `${count} points and ${map.length / mapSize} places have no ${k} neighbours to share.`,
    )
  let kept = 0
  for (let point = 0; point < count; point++) {
    const near = new Set(othersNear(points, size, point, k))
    kept += othersNear(map, mapSize, point, k).filter((other) => near.has(other)).length
  }
  return kept / (count * k)
}

function othersNear(points: Float32Array, size: number, point: number, k: number): number[] {
  const nearest = new Int32Array(k + 1)
  findNearest(points, points, point * size, size, new Float64Array(k + 1), nearest)
  return Array.from(nearest)
    .filter((other) => other !== point)
    .slice(0, k)
}

/**
 * Fills `nearest` with the indices of the codes nearest to the one at `at` in `points`, `distances` with
 * their squares, rising.
 */
function findNearest(
  codes: Float32Array,
  points: Float32Array,
  at: number,
  size: number,
  distances: Float64Array,
  nearest: Int32Array,
): void {
  const last = distances.length - 1
  distances.fill(Infinity)
  let worst = Infinity
  const whole = size - (size % 8)
  for (let start = 0, code = 0; start < codes.length; start += size, code++) {
    // Dimensions in eights, so that a code already too far is left early.
    let square = 0
    let i = 0
    while (i < whole && square < worst) {
      for (const end = i + 8; i < end; i++) square += (codes[start + i]! - points[at + i]!) ** 2
    }
    if (square >= worst) continue
    for (; i < size; i++) square += (codes[start + i]! - points[at + i]!) ** 2
    if (square >= worst) continue
    let place = last
    for (; place > 0 && distances[place - 1]! > square; place--) {
      distances[place] = distances[place - 1]!
      nearest[place] = nearest[place - 1]!
    }
    distances[place] = square
    nearest[place] = code
    worst = distances[last]!
  }
}

function vote(nearest: Int32Array, labels: ArrayLike<number>): number {
  let [winner, most] = [NaN, 0]
  for (const voter of nearest) {
    let votes = 0
    for (const other of nearest) if (labels[other] === labels[voter]) votes++
    if (votes > most) [winner, most] = [labels[voter]!, votes]
  }
  return winner
}

function requireCodes(codes: Float32Array, labels: ArrayLike<number>, size: number): void {
  if (codes.length !== labels.length * size) {
    throw new RangeError(`${codes.length} numbers are not ${labels.length} codes of size ${size}.`)
  }
  if (!codes.every(Number.isFinite)) throw new RangeError('A code holds a number that is not finite.')
}
