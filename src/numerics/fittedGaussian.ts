// Draws from the Gaussian that has the mean and the full covariance of given points, in any dimension.

/**
 * m + (C − m)ᵀ ε / √N for standard normals ε: its covariance (C − m)ᵀ(C − m)/N is that of the points exactly, and no matrix is
 * factored, so that dimensions in which nothing varies do no harm.
 * @param points C (N × size)
 * @param noise ε, standard normals (draws × N)
 * @returns (draws × size)
 * @throws RangeError when the noise is not N normals for each draw
 */
export function drawsLike(points: Float32Array, size: number, noise: Float32Array): Float32Array {
  const count = points.length / size
  const draws = noise.length / count
  if (!Number.isInteger(draws))
    throw new RangeError(`${noise.length} normals are not ${count} for each draw.`)
  const mean = new Float64Array(size)
  for (let i = 0; i < points.length; i++) mean[i % size]! += points[i]! / count
  const centred = Float32Array.from(points, (value, i) => value - mean[i % size]!)
  const out = new Float32Array(draws * size)
  const sum = new Float64Array(size)
  for (let draw = 0; draw < draws; draw++) {
    sum.fill(0)
    for (let i = 0; i < count; i++) {
      const factor = noise[draw * count + i]!
      for (let j = 0; j < size; j++) sum[j]! += factor * centred[i * size + j]!
    }
    for (let j = 0; j < size; j++) out[draw * size + j] = mean[j]! + sum[j]! / Math.sqrt(count)
  }
  return out
}
