// What is missing in reconstructions, and how much.

import { project, reconstruct, type Pca } from '../../../../numerics/pca.ts'
import { pixels } from '../../shapes.ts'

/** x − x̂ (images × 784). */
export function differenceOf(x: Float32Array, reconstructed: Float32Array): Float32Array {
  return x.map((value, i) => value - reconstructed[i]!)
}

/** Squared error per image, summed over pixels. */
export function squaredErrors(difference: Float32Array): number[] {
  return Array.from({ length: difference.length / pixels }, (_, image) => {
    let sum = 0
    for (let j = image * pixels; j < (image + 1) * pixels; j++) sum += difference[j]! ** 2
    return sum
  })
}

/** The images (n × 784) after a linear code of size k: not clipped to [0, 1]. */
export function throughPca(pca: Pca, x: Float32Array, k: number): Float32Array {
  return reconstruct(pca, project(pca, x, k), k)
}
