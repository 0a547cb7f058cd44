// Which images a recipe uses: the first N of the chosen classes in file order. How many there are is known from the
// manifest's class counts at once, which ones as soon as their chunks are there.

import type { Dataset } from './dataset.ts'
import { classCount, type Chunk } from './manifest.ts'

/** The selected images of one file chunk; there is at least one. */
export interface SelectedChunk {
  /** Number of the chunk among the set's training files. */
  readonly chunk: number
  /** Selected images in earlier chunks. */
  readonly start: number
  readonly count: number
  /** Training images in file order that must have arrived before this chunk can be read. */
  readonly needs: number
}

export interface Selection {
  readonly count: number
  /** In file order, without the chunks of which nothing is selected. */
  readonly chunks: readonly SelectedChunk[]
  /** The number of training files of the set, selected or not. */
  readonly fileChunks: number
  /** Training images in file order that must have arrived before the whole selection can be read. */
  readonly needs: number
  /** File indices of the selected images of one of `chunks`, ascending. Throws a RangeError before it has arrived. */
  indicesOf(selected: SelectedChunk): Uint32Array
  /** File indices of the first `limit` selected images, or of all. Throws a RangeError before they have arrived. */
  indices(limit?: number): Uint32Array
}

/** The first `train` training images of these classes; all of them where there are fewer. The result may be empty. */
export function selectTraining(
  dataset: Dataset,
  options: { train: number; classes: readonly number[] },
): Selection {
  const isChosen = chooser(options.classes)
  const files = dataset.manifest.train
  const chunks: SelectedChunk[] = []
  const firstImage: number[] = []
  let count = 0
  let needs = 0
  files.forEach((file, chunk) => {
    firstImage.push(needs)
    needs += file.images
    const taken = Math.min(countChosen(file, isChosen), Math.max(options.train - count, 0))
    if (taken > 0) chunks.push({ chunk, start: count, count: taken, needs })
    count += taken
  })

  function indicesOf(selected: SelectedChunk): Uint32Array {
    if (dataset.state.trainImages < selected.needs) {
      throw new RangeError(
        `Chunk ${selected.chunk} of the set ${dataset.set} is not there yet: wait for trainReady(${selected.needs}).`,
      )
    }
    return findChosen(dataset.train.labels, isChosen, firstImage[selected.chunk]!, selected.count)
  }

  function indices(limit = count): Uint32Array {
    const found = new Uint32Array(Math.min(limit, count))
    for (const selected of chunks) {
      if (selected.start >= found.length) break
      found.set(indicesOf(selected).subarray(0, found.length - selected.start), selected.start)
    }
    return found
  }

  return { count, chunks, fileChunks: files.length, needs: chunks.at(-1)?.needs ?? 0, indicesOf, indices }
}

/** File indices of all test images of these classes. Throws a RangeError before the test images have arrived. */
export function selectTest(dataset: Dataset, options: { classes: readonly number[] }): Uint32Array {
  if (!dataset.state.testReady) {
    throw new RangeError(`The test images of the set ${dataset.set} are not there yet: wait for testReady().`)
  }
  const isChosen = chooser(options.classes)
  const count = dataset.manifest.test.reduce((sum, file) => sum + countChosen(file, isChosen), 0)
  return findChosen(dataset.test.labels, isChosen, 0, count)
}

/** For each label whether it is among the classes, however often it is named there. */
function chooser(classes: readonly number[]): readonly boolean[] {
  return Array.from({ length: classCount }, (_, label) => classes.includes(label))
}

function countChosen(file: Chunk, isChosen: readonly boolean[]): number {
  return file.classes.reduce((sum, images, label) => (isChosen[label] ? sum + images : sum), 0)
}

/** The first `count` indices, from `start` on, of images with a chosen label. */
function findChosen(
  labels: Uint8Array,
  isChosen: readonly boolean[],
  start: number,
  count: number,
): Uint32Array {
  const found = new Uint32Array(count)
  for (let k = 0, index = start; k < count && index < labels.length; index++) {
    if (isChosen[labels[index]!]) found[k++] = index
  }
  return found
}
