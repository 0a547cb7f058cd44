// The files that a reader takes away of a run: notebooks, weights, models, the recipe; each made when it is asked for.

import { layersModelZip } from '../../benches/autoencoder/takeaway/layersModel.ts'
import { notebookFor } from '../../benches/autoencoder/takeaway/notebooks.ts'
import { weightsFile } from '../../benches/autoencoder/takeaway/weights.ts'
import type { Framework } from '../../benches/autoencoder/takeaway/lines.ts'
import type { Precision } from '../../lab/safetensors.ts'
import { shownFrame } from '../frames.ts'
import type { Lab } from '../laboratory.ts'
import { linkOf } from './origin.ts'

export interface MadeFile {
  readonly name: string
  readonly content: string | Uint8Array<ArrayBuffer>
  readonly type: string
}

export async function notebook({ store }: Lab, framework: Framework): Promise<MadeFile> {
  const { recipe } = store.getState()
  const content = notebookFor(recipe, framework, linkOf(recipe))
  return { name: `${recipe.family}-${framework}.ipynb`, content, type: 'application/x-ipynb+json' }
}

export async function recipeFile({ store }: Lab): Promise<MadeFile> {
  const { recipe } = store.getState()
  return {
    name: `${recipe.family}.json`,
    content: `${JSON.stringify(recipe, null, 2)}\n`,
    type: 'application/json',
  }
}

/** @throws Error with a sentence where the weights of the shown step are not kept */
export async function weights(lab: Lab, precision: Precision): Promise<MadeFile> {
  const taken = await lab.weights(stepOf(lab))
  const name = `${taken.recipe.family}-${taken.step}.safetensors`
  return { name, content: weightsFile(taken, precision), type: 'application/octet-stream' }
}

/** @throws Error with a sentence where the weights of the shown step are not kept */
export async function layersModel(lab: Lab): Promise<MadeFile> {
  const taken = await lab.weights(stepOf(lab))
  const name = `${taken.recipe.family}-${taken.step}-tfjs.zip`
  return { name, content: layersModelZip(taken), type: 'application/zip' }
}

function stepOf({ store }: Lab): number {
  return shownFrame(store.getState())?.step ?? 0
}
