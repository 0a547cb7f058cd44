// PyTorch notebooks, run where this machine has PyTorch: from the same weights, a few steps on the same batch come to the same
// weights as the lab's. Recipes without chance, so that nothing is left to it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import { evaluate } from '../../../src/benches/autoencoder/evaluate.ts'
import { meanImage, needsMean } from '../../../src/benches/autoencoder/meanImage.ts'
import { buildModel } from '../../../src/benches/autoencoder/model.ts'
import { notebookFor } from '../../../src/benches/autoencoder/takeaway/notebooks.ts'
import { weightsFile } from '../../../src/benches/autoencoder/takeaway/weights.ts'
import { openDataset, type Dataset } from '../../../src/data/dataset.ts'
import { fileSource } from '../../../src/data/fileSource.ts'
import { dispose, toTensors, type NamedArray } from '../../../src/tensors/parameters.ts'
import { startEngine } from '../../support/engine.ts'
import { printed, pythonWith } from '../../support/python.ts'
import { recipeOf } from '../../support/recipes.ts'

const images = 6
const python = pythonWith('numpy', 'torch')
const folder = mkdtempSync(join(tmpdir(), 'bottleneck-notebooks-'))
afterAll(() => rmSync(folder, { recursive: true }))

let data: Dataset
beforeAll(async () => {
  await startEngine('wasm')
  data = await openDataset('mnist', fileSource('public/data'))
  await Promise.all([data.trainReady(images), data.testReady()])
})

const conv = (filters: number, size: number, stride: number, padding: string) => ({
  kind: 'conv',
  filters,
  size,
  stride,
  padding,
})
const dense = (units: number) => ({ kind: 'dense', units })

const cases: Readonly<Record<string, object>> = {
  'L1, weight decay and a rate that changes': {
    encode: { layers: [dense(12)], activation: 'softplus' },
    code: { size: 5, activation: 'relu' },
    objective: { l1: { weight: 0.3 }, l1Weights: { weight: 0.01 }, l2Weights: { weight: 0.02 } },
    changes: [{ step: 2, path: 'optimise.rate', value: 0.0001 }],
  },
  'KL sparsity of a running average, squared error, momentum': {
    encode: { layers: [] },
    code: { size: 9, activation: 'sigmoid' },
    decode: { output: 'gaussian', bias: 'mean' },
    data: { centre: true },
    objective: {
      klSparsity: { weight: 3, target: 0.1, average: 'running' },
      reconstruction: { reduce: 'mean' },
    },
    optimise: { method: 'momentum' },
  },
  'contraction in closed form, tied': {
    encode: { layers: [] },
    code: { size: 7, activation: 'elu' },
    decode: { tied: true },
    objective: { contraction: { weight: 0.7 } },
  },
  'contraction by the tape': {
    encode: { layers: [dense(10)], activation: 'tanh' },
    code: { size: 3 },
    objective: { contraction: { weight: 0.7 } },
  },
  'windows of odd remainders, hidden pixels counted': {
    encode: { layers: [conv(3, 3, 3, 'same'), conv(4, 2, 3, 'valid')] },
    corrupt: { kind: 'masking', rate: 1 },
    objective: { reconstruction: { over: 'masked' } },
  },
  'convolution, pooling, tied': {
    encode: { layers: [conv(3, 4, 1, 'same'), { kind: 'pool', method: 'max', size: 2 }, dense(8)] },
    decode: { tied: true },
    optimise: { method: 'sgd', rate: 0.0001 },
  },
  'told the label, thresholded': {
    family: 'conditional',
    data: { pixels: 'threshold' },
    encode: { layers: [conv(2, 3, 2, 'valid')] },
    code: {
      size: 4,
      kind: 'point',
      activation: 'linear',
      condition: 'label',
      samples: 1,
      gradient: 'pathwise',
    },
    objective: { kl: { weight: 0 } },
  },
}

const few = { data: { train: images }, optimise: { rate: 0.001, batch: images, steps: 4 } }
const recipes = Object.entries(cases).map(([name, partial]) => {
  const { data, optimise } = partial as { data?: object; optimise?: object }
  const whole = { ...partial, data: { ...few.data, ...data }, optimise: { ...few.optimise, ...optimise } }
  return { name, recipe: recipeOf(whole) }
})

/** Runs the cells of each notebook on images from a file instead of from the network, and prints what it found. */
const running = `
import contextlib, io, json, sys, types
import numpy as np, torch
def load_file(file):
    raw = open(file, "rb").read(); size = int.from_bytes(raw[:8], "little"); head = json.loads(raw[8:8 + size])
    part = lambda a, b: np.frombuffer(raw[8 + size + a:8 + size + b], np.float32)
    return {k: part(*v["data_offsets"]).reshape(v["shape"]) for k, v in head.items() if k != "__metadata__"}
given = json.load(sys.stdin)
pixels = np.array(given["pixels"], np.uint8).reshape(-1, 28, 28); labels = np.array(given["labels"])
mnist = lambda *_, **__: types.SimpleNamespace(data=torch.from_numpy(pixels), targets=torch.from_numpy(labels))
sys.modules["torchvision"] = types.SimpleNamespace(datasets=types.SimpleNamespace(MNIST=mnist))
sys.modules["safetensors"] = types.SimpleNamespace()
sys.modules["safetensors.numpy"] = types.SimpleNamespace(load_file=load_file)
found = []
for cells, file in given["notebooks"]:
    here = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in cells:
            if "matplotlib" in cell: continue
            exec(cell.replace("weights_file = None", f"weights_file = {file!r}", 1), here)
    found.append(here["result"])
print(json.dumps(found))
`

test('a PyTorch notebook comes from our weights to ours, within a few steps of every term and layer', async ({
  skip,
}) => {
  if (python === null) skip('This machine has no PyTorch.')
  const ours: Measured[] = []
  const notebooks: [string[], string][] = []
  for (const [i, { recipe }] of recipes.entries()) {
    const run = autoencoder.run(recipe, { data })
    let state = (await run.next()).value!
    const first = (await state.snapshot())!
    const file = join(folder, `${i}.safetensors`)
    writeFileSync(file, weightsFile({ recipe, step: 0, tensors: first.parameters }, 'F32'))
    while (state.step < recipe.optimise.steps) {
      const reached = recipe.changes.filter(({ step }) => step === state.step)
      state = (await run.next(reached)).value!
    }
    ours.push(await measured(recipe, (await state.snapshot())!.parameters))
    await run.return()
    const { cells } = JSON.parse(notebookFor(recipe, 'torch', null)) as {
      cells: { cell_type: string; source: string[] }[]
    }
    const code = cells.filter(({ cell_type: type }) => type === 'code')
    notebooks.push([code.map(({ source }) => source.join('')), file])
  }
  const { pixels, labels } = data.train
  const set = { pixels: [...pixels.subarray(0, images * 784)], labels: [...labels.subarray(0, images)] }
  const theirs = printed(python!, running, { ...set, notebooks }) as Measured[]
  recipes.forEach(({ name }, i) => {
    for (const key of ['reconstruction', 'msePerPixel'] as const) {
      const relative = Math.abs(theirs[i]![key] / ours[i]![key] - 1)
      expect(relative, `${name}: ${key} is ${theirs[i]![key]}, and ours ${ours[i]![key]}`).toBeLessThan(2e-5)
    }
  })
})

interface Measured {
  readonly reconstruction: number
  readonly msePerPixel: number
}

/** Those images clean through our model, as the notebook measures them. */
async function measured(
  recipe: (typeof recipes)[number]['recipe'],
  parameters: readonly NamedArray[],
): Promise<Measured> {
  const model = buildModel(recipe)
  const indices = Uint32Array.from({ length: images }, (_, i) => i)
  const mean = needsMean(recipe) ? meanImage(data.train, indices, recipe.data.pixels) : null
  const tensors = toTensors(parameters)
  const { evaluation } = await evaluate(
    model,
    tensors,
    { part: 'test', images: data.train, indices },
    { mean },
  )
  dispose(tensors)
  return evaluation
}
