// What the terminal prints of a trained model: both sets measured the same clean way, and metrics with their units in the name.

import type { Report } from '../../lab/bench.ts'
import { Divergence } from '../../lab/run.ts'
import { applyLinearDenoiser } from '../../numerics/linearDenoiser.ts'
import { evaluate, type Evaluation } from './evaluate.ts'
import type { ModelAtRest } from './instruments/instrument.ts'
import { meanJacobianNorm2 } from './jacobian.ts'
import { measuredCorruption, measuredPixels } from './measuredPixels.ts'
import { gainDb, restorationOf } from './restoration.ts'
import { pixels } from './shapes.ts'
import { canVote, knn5 } from './instruments/summary/measure.ts'

/** a code unit counts as active above this value; a dimension, above this variance */
const active = 0.01

/**
 * Measures the whole training set and all test images of the recipe's classes.
 * @throws Divergence when finite weights give an objective that is not
 */
export async function report(rest: ModelAtRest): Promise<Report> {
  const { model, parameters, data, mean, recipe } = rest
  const indices = await rest.trainIndices(recipe.data.train)
  const { evaluation: train } = await evaluate(
    model,
    parameters,
    { part: 'train', images: data.train, indices },
    { mean },
  )
  const { evaluation: test, codes } = await rest.evaluated()
  requireFinite(train, rest.step)
  requireFinite(test, rest.step)
  const { msePerPixel: _, ...trainTerms } = train
  const images = rest.testIndices.length
  return {
    train: trainTerms,
    test: { ...test },
    metrics: {
      ...(canVote(indices.length) ? { knn5Accuracy: await knn5(rest) } : {}),
      ...(await restoration(rest)),
      activeUnits: activeUnits(codes, recipe.code.size),
      meanActive: codes.reduce((count, code) => count + Number(code > active), 0) / images,
      meanActivation: codes.reduce((sum, code) => sum + code, 0) / codes.length,
      jacobianNorm2: await meanJacobianNorm2(rest, {
        part: 'test',
        images: data.test,
        indices: rest.testIndices,
      }),
    },
  }
}

/** What the recipe's own corruption costs and how much of it is won back; nothing where there is none. */
async function restoration(rest: ModelAtRest): Promise<Record<string, number>> {
  if (rest.recipe.corrupt.kind === 'none') return {}
  const figures = await restorationOf(rest, rest.recipe.corrupt, rest.testIndices)
  const linear = await linearGainDb(rest, figures.noisyMse)
  return {
    psnrGainDb: gainDb(figures),
    linearPsnrGainDb: linear,
    ...(figures.maskedMse === null ? {} : { maskedMse: figures.maskedMse }),
  }
}

/** The gain of the least-squares linear denoiser on the same draws, its output clipped to [0,1]. */
async function linearGainDb(
  { recipe, data, test, testIndices }: ModelAtRest,
  noisyMse: number,
): Promise<number> {
  const { linearDenoiserOf } = await import('./linearDenoiser.ts')
  const denoiser = await linearDenoiserOf(recipe, data)
  let squared = 0
  for (const index of testIndices) {
    const clean = measuredPixels(recipe, 'test', test, [index])
    const restored = applyLinearDenoiser(denoiser, measuredCorruption(recipe, 'test', clean, [index]).x)
    for (let i = 0; i < pixels; i++) squared += (restored[i]! - clean[i]!) ** 2
  }
  return gainDb({ noisyMse, restoredMse: squared / testIndices.length / pixels })
}

/** Dimensions of the code whose variance over the test images is above 0.01 (Burda, Grosse & Salakhutdinov 2016). */
function activeUnits(codes: Float32Array, size: number): number {
  const count = codes.length / size
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)]
  codes.forEach((value, i) => {
    sums[i % size]! += value
    squares[i % size]! += value * value
  })
  return sums.filter((sum, j) => squares[j]! / count - (sum / count) ** 2 > active).length
}

function requireFinite({ reconstruction, terms }: Evaluation, step: number): void {
  for (const [id, value] of Object.entries({ reconstruction, ...terms })) {
    if (!Number.isFinite(value)) throw new Divergence(id, step, value)
  }
}
