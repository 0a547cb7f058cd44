// The endless order in which a run sees its images. Epoch 1 visits the file chunks in file order and shuffles within
// each, so that it can start while the rest arrives; every later epoch shuffles all images. Batches run across the ends of
// chunks and epochs, and the position is the number of images seen so far.

import type { Stream } from '../numerics/streams.ts'
import type { Selection } from './selection.ts'

export interface Batch {
  /** File indices of the batch's images; a small selection comes round several times in one batch. */
  readonly indices: Uint32Array
  /** Training images in file order that must have arrived for it. */
  readonly needs: number
}

/** Both methods are pure functions of position and batch, so that a restored snapshot goes on where it was. */
export interface Order {
  /** Training images in file order that must have arrived before `next` may be called; known before they have. */
  needs(position: number, batch: number): number
  /** The `batch` images after the first `position`. Throws a RangeError before the images it needs have arrived. */
  next(position: number, batch: number): Batch
}

/** A run of positions that are shuffled together: a chunk in epoch 1, a whole epoch later. */
interface Stretch {
  readonly start: number
  readonly count: number
  readonly needs: number
  /** Step of the stream 'order' which shuffles it; no two stretches share one. */
  readonly step: number
  /** File indices in file order. */
  readonly unshuffled: () => Uint32Array
}

/** The order of these images with the draws of the stream 'order'. Throws a RangeError when nothing is selected. */
export function openOrder(selection: Selection, stream: Stream): Order {
  const { count, chunks, fileChunks } = selection
  if (count === 0) {
    throw new RangeError('No training image is selected: choose at least one class and one image.')
  }
  let all: Uint32Array | null = null
  let current: { step: number; indices: Uint32Array } | null = null

  function stretchAt(position: number): Stretch {
    if (position < count) {
      const selected = chunks.findLast(({ start }) => start <= position)!
      const unshuffled = () => selection.indicesOf(selected)
      return {
        start: selected.start,
        count: selected.count,
        needs: selected.needs,
        step: selected.chunk,
        unshuffled,
      }
    }
    const epoch = Math.floor(position / count) + 1
    const unshuffled = () => (all ??= selection.indices())
    return { start: (epoch - 1) * count, count, needs: selection.needs, step: fileChunks + epoch, unshuffled }
  }

  function shuffled(stretch: Stretch): Uint32Array {
    if (current?.step !== stretch.step) {
      const indices = stretch.unshuffled()
      const places = stream.permutation(stretch.step, stretch.count)
      current = { step: stretch.step, indices: places.map((place) => indices[place]!) }
    }
    return current.indices
  }

  function stretches(position: number, batch: number): Stretch[] {
    const found: Stretch[] = []
    for (let at = position; at < position + batch;) {
      const stretch = stretchAt(at)
      found.push(stretch)
      at = stretch.start + stretch.count
    }
    return found
  }

  function needs(position: number, batch: number): number {
    return Math.max(0, ...stretches(position, batch).map((stretch) => stretch.needs))
  }

  function next(position: number, batch: number): Batch {
    const indices = new Uint32Array(batch)
    for (const stretch of stretches(position, batch)) {
      const from = Math.max(position, stretch.start)
      const to = Math.min(position + batch, stretch.start + stretch.count)
      indices.set(shuffled(stretch).subarray(from - stretch.start, to - stretch.start), from - position)
    }
    return { indices, needs: needs(position, batch) }
  }

  return { needs, next }
}
