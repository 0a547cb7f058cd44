// A hundred labelled digits and two thousand others, as pixels, as codes and on PCA's axes: what a few labels can name.

import type { AutoencoderRecipe } from '../../benches/autoencoder/recipe.ts'
import type { Trained } from '../../lab/claim.ts'

/** Images with their labels, in a description of `size` numbers each. */
interface Described {
  readonly values: Float32Array
  readonly labels: readonly number[]
}

export interface FewLabels {
  /** numbers of each description */
  readonly size: number
  /** ten training images of each class */
  readonly known: Described
  /** two thousand test images, evenly over the file */
  readonly asked: Described
}

const perClass = 10
const asked = 2000

/**
 * The same images in three descriptions: all pixels, the network's codes, and as many principal components.
 * @param draw which ten of each class have labels: 0 the first ones in the file, 1 the ten after them, and so on
 */
export async function fewLabels(
  net: Trained<AutoencoderRecipe>,
  draw: number,
): Promise<Record<'pixels' | 'codes' | 'pca', FewLabels>> {
  const { codesOf, evenIndices, pixels } = await import('../regularisation/denseNet.ts')
  const { gather } = await import('../../data/pixels.ts')
  const { openStream } = await import('../../numerics/streams.ts')
  const { project } = await import('../../numerics/pca.ts')
  const { train, test } = net.data
  await net.data.testReady()
  const pca = await net.pca()
  const { size } = net.recipe.code
  const places = { known: tenOfEach(train.labels, draw), asked: evenIndices(test, asked) }
  const images = {
    known: gather(train, places.known, 'grey', openStream(0, 'pixels'), 0),
    asked: gather(test, places.asked, 'grey', openStream(0, 'pixels'), 0),
  }
  const labels = {
    known: places.known.map((place) => train.labels[place]!),
    asked: places.asked.map((place) => test.labels[place]!),
  }
  const described = (length: number, describe: (from: Float32Array) => Float32Array): FewLabels => ({
    size: length,
    known: { values: describe(images.known), labels: labels.known },
    asked: { values: describe(images.asked), labels: labels.asked },
  })
  return {
    pixels: described(pixels, (from) => from),
    codes: described(size, (from) => codesOf(net, from)),
    pca: described(size, (from) => project(pca, from, size)),
  }
}

/** The share of the images asked about whose class the nearest labelled one has. */
export async function sharedClass({ size, known, asked: others }: FewLabels): Promise<number> {
  const { knnAccuracy } = await import('../../numerics/neighbours.ts')
  return knnAccuracy(known.values, known.labels, others.values, others.labels, size, 1)
}

/**
 * The same with every description drawn out from the origin to length 1. Of such vectors ‖u − v‖² = 2 − 2 cos(u, v), so that
 * the nearest is the one at the smallest angle. 0 has no direction and stays.
 */
export function byAngle({ size, known, asked: others }: FewLabels): FewLabels {
  const drawnOut = ({ values, labels }: Described): Described => ({ values: unitRows(values, size), labels })
  return { size, known: drawnOut(known), asked: drawnOut(others) }
}

/** The same measured from the mean of the labelled ones. */
export function fromMean({ size, known, asked: others }: FewLabels): FewLabels {
  const mean = new Float64Array(size)
  known.values.forEach((value, i) => (mean[i % size]! += (value * size) / known.values.length))
  const moved = ({ values, labels }: Described): Described => ({
    values: values.map((value, i) => value - mean[i % size]!),
    labels,
  })
  return { size, known: moved(known), asked: moved(others) }
}

function unitRows(values: Float32Array, size: number): Float32Array {
  const rows = values.slice()
  for (let at = 0; at < rows.length; at += size) {
    const row = rows.subarray(at, at + size)
    const length = Math.hypot(...row)
    if (length > 0) row.forEach((value, i) => (row[i] = value / length))
  }
  return rows
}

/** Places of a draw's images, class after class. */
function tenOfEach(labels: ArrayLike<number>, draw: number): number[] {
  const all = Array.from({ length: labels.length }, (_, i) => i)
  const [from, to] = [draw * perClass, (draw + 1) * perClass]
  return Array.from({ length: 10 }, (_, label) =>
    all.filter((i) => labels[i] === label).slice(from, to),
  ).flat()
}
