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

/** Are these the same images? */
export function sameImages(one: Float32Array, other: Float32Array): boolean {
  return one === other || (one.length === other.length && one.every((value, i) => value === other[i]))
}

/** Columns of images in blocks, one block below the other, each as high as `height` image pixels and some text. */
export interface Blocks {
  readonly blocks: number
  readonly columns: number
  /** CSS pixels per image pixel */
  readonly scale: number
}

export interface BlocksInBox {
  readonly count: number
  readonly side: number
  readonly gap: number
  readonly rows: number
  /** CSS pixels */
  readonly box: { readonly width: number; readonly height: number }
  /** CSS pixels that each block needs beside the images, and the least that a column needs for its numbers */
  readonly text: { readonly width: number; readonly height: number; readonly column: number }
}

/**
 * The number of blocks at which the images are largest. Where a column would be too narrow for its numbers, the last
 * images are left out.
 */
export function arrangeBlocks({ count, side, gap, rows, box, text }: BlocksInBox): Blocks {
  const width = Math.max(1, box.width - text.width)
  const most = Math.max(1, Math.floor(width / text.column))
  const candidates = [1, 2, 3, 4, 5].map((blocks): Blocks & { worth: number } => {
    const columns = Math.min(Math.ceil(count / blocks), most)
    const across = width / (columns * (side + gap) - gap)
    const down = (box.height / blocks - text.height) / (rows * (side + gap) - gap)
    const scale = Math.min(across, down)
    return { blocks, columns, scale, worth: scale * Math.min(1, (blocks * columns) / count) }
  })
  return candidates.reduce((best, next) => (next.worth > best.worth * 1.1 ? next : best))
}
