// Weights as a file that leaves the lab and comes back: safetensors, with recipe and step in its metadata.

import type { WeightsAt } from '../../../lab/observer.ts'
import { inForce, readRecipe } from '../../../lab/recipe.ts'
import { readSafetensors, writeSafetensors, type Precision } from '../../../lab/safetensors.ts'
import { parametersOf } from '../architecture.ts'
import { requireFit } from '../checkpoints/fit.ts'
import { digestOfFile } from '../checkpoints/read.ts'
import { recipeBook, type AutoencoderRecipe } from '../recipe.ts'

type Taken = Pick<WeightsAt<AutoencoderRecipe>, 'recipe' | 'step' | 'tensors'>

/** @throws RangeError where a value has no half precision number */
export function weightsFile({ recipe, step, tensors }: Taken, precision: Precision): Uint8Array<ArrayBuffer> {
  const metadata = { recipe: JSON.stringify(recipe), steps: String(step) }
  return writeSafetensors({ tensors, metadata }, precision)
}

/** largest file that is read: the weights of the largest network there may be, and its header */
const mostBytes = 60_000_000

/**
 * The file's digest, and the recipe of a run that goes on from the weights in it: that of its metadata as it stood then, without the changes
 * that had been made or were still planned.
 * @throws RangeError with a sentence where the file holds no weights that this lab wrote
 */
export function recipeOfWeights(bytes: Uint8Array): { recipe: AutoencoderRecipe; digest: string } {
  if (bytes.length > mostBytes) {
    throw new RangeError(
      `The file has ${Math.round(bytes.length / 1e6)} MB; weights of this lab have at most 60.`,
    )
  }
  const { tensors, metadata } = readSafetensors(bytes)
  const { recipe: written, steps } = metadata
  if (written === undefined) {
    throw new RangeError(
      'The file says nothing of its recipe: only weights that this lab saved can be opened.',
    )
  }
  const { recipe, complaints } = readRecipe(recipeBook, parsed(written))
  const [first] = complaints.filter(({ field }) => field !== 'from')
  if (first) throw new RangeError(`The recipe in this file cannot be used: ${first.sentence}`)
  requireFit(parametersOf(recipe), tensors)
  const step = /^\d+$/.test(steps ?? '') ? Number(steps) : recipe.optimise.steps
  const now = inForce(recipe, step)
  const digest = digestOfFile(bytes)
  return { recipe: { ...now, changes: [], from: { checkpoint: digest } }, digest }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new RangeError('The recipe in this file is not JSON: the file was altered.')
  }
}
