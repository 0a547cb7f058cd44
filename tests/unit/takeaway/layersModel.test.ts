// The exported tfjs models: loaded by the library they are for, they encode and decode as the lab does.

import type * as Tfjs from '@tensorflow/tfjs'
import * as core from '@tensorflow/tfjs-core'
import { createRequire } from 'node:module'
import { beforeAll, expect, test } from 'vitest'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { families, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import {
  layersModels,
  layersModelZip,
  type LayersModelFile,
} from '../../../src/benches/autoencoder/takeaway/layersModel.ts'
import { unzipSync } from 'fflate'
import { toTensors } from '../../../src/tensors/parameters.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { startEngine } from '../../support/engine.ts'
import { recipeOf } from '../../support/recipes.ts'

/** As its own users load it, beside the lab's own tfjs-core. */
const tfjs = createRequire(import.meta.url)('@tensorflow/tfjs') as typeof Tfjs

beforeAll(() => startEngine('cpu'))

const conv = (filters: number, size: number, stride: number, padding: string) => ({
  kind: 'conv',
  filters,
  size,
  stride,
  padding,
})
const encoder = (...layers: readonly unknown[]) => ({ encode: { layers } })

const recipes: readonly (readonly [string, AutoencoderRecipe])[] = [
  ...families
    .filter(({ id }) => !['overcomplete', 'denoising', 'masked'].includes(id))
    .map(({ id, recipe }) => [id, recipe] as const),
  ['windows of odd remainders', recipeOf(encoder(conv(3, 3, 3, 'same'), conv(4, 2, 3, 'valid')))],
  ['a stride beyond the window', recipeOf(encoder(conv(3, 2, 3, 'same'), conv(4, 1, 4, 'same')))],
  [
    'pooling, tied',
    recipeOf({
      ...encoder(
        conv(3, 4, 1, 'same'),
        { kind: 'pool', method: 'max', size: 2 },
        { kind: 'dense', units: 8 },
      ),
      decode: { tied: true },
    }),
  ],
  [
    'told the label after a convolution',
    recipeOf({ ...encoder(conv(2, 3, 2, 'valid')), family: 'conditional' }),
  ],
]

test.each(recipes)('of %s give our code and our image to 1e-5', async (_name, recipe) => {
  const model = buildModel(recipe)
  const random = openStream(7, 'weights')
  const mean = Float64Array.from(random.uniforms(1, 784))
  const tensors = model.initial(random, mean).map(({ name, shape, values }, i) => ({
    name,
    shape,
    // a bias of 0 would hide that it is missing
    values: name.endsWith('bias') ? random.uniforms(50 + i, values.length).map((u) => u - 0.5) : values,
  }))
  const images = 3
  const pixels = random.uniforms(2, images * 784)
  const classes = recipe.code.condition === 'label' ? [3, 0, 9] : null
  const oneHot =
    classes && Float32Array.from({ length: 30 }, (_, i) => Number(classes[Math.floor(i / 10)] === i % 10))
  const centred = recipe.data.centre ? mean : null
  const files = layersModels({ recipe, step: 0, tensors, mean: centred })

  const parameters = toTensors(tensors)
  const seen = pixels.map((value, i) => value - (centred?.[i % 784] ?? 0))
  const labels = oneHot && core.tensor2d(oneHot, [images, 10])
  const { code, logVariance } = model.encode(parameters, {
    input: core.tensor2d(seen, [images, 784]),
    labels,
  })
  const image = model.imageOf(model.decode(parameters, code, labels).output)

  const [encoder, decoder] = [await loaded(files.encoder), await loaded(files.decoder)]
  const withLabels = (first: Float32Array) => {
    const rows = tfjs.tensor2d(first, [images, first.length / images])
    return oneHot === null ? rows : [rows, tfjs.tensor2d(oneHot, [images, 10])]
  }
  const codes = [encoder.predict(withLabels(pixels))].flat()
  expect(codes.length).toBe(logVariance === null ? 1 : 2)
  for (const [i, ours] of [code, ...(logVariance ? [logVariance] : [])].entries()) {
    expect(await apart(codes[i]!, ours)).toBeLessThan(1e-5)
  }
  const restored = decoder.predict(withLabels(await code.data<'float32'>())) as Tfjs.Tensor
  expect(await apart(restored, image)).toBeLessThan(1e-5)
})

test('lie in one zip with their recipe and a text on what goes in', () => {
  const { recipe } = families[0]
  const model = buildModel(recipe)
  const tensors = model.initial(openStream(1, 'weights'), null)
  const files = unzipSync(layersModelZip({ recipe, step: 12, tensors, mean: null }))
  expect(Object.keys(files).toSorted()).toEqual([
    'README.txt',
    'decoder/model.json',
    'decoder/weights.bin',
    'encoder/model.json',
    'encoder/weights.bin',
    'recipe.json',
  ])
  expect(JSON.parse(new TextDecoder().decode(files['recipe.json']))).toEqual(recipe)
  expect(new TextDecoder().decode(files['README.txt'])).toContain('after 12 steps')
})

function loaded({ model, bytes }: LayersModelFile): Promise<Tfjs.LayersModel> {
  const { modelTopology, weightsManifest } = model as {
    modelTopology: object
    weightsManifest: [{ weights: Tfjs.io.WeightsManifestEntry[] }]
  }
  const weightSpecs = weightsManifest[0].weights
  return tfjs.loadLayersModel(tfjs.io.fromMemory({ modelTopology, weightSpecs, weightData: bytes.buffer }))
}

/** The largest difference, relative where the values are large. */
async function apart(theirs: Tfjs.Tensor, ours: core.Tensor): Promise<number> {
  expect(theirs.shape).toEqual(ours.shape)
  const [one, other] = [await theirs.data(), await ours.data()]
  return Math.max(...one.map((value, i) => Math.abs(value - other[i]!) / Math.max(1, Math.abs(other[i]!))))
}
