// Sparse codes are said to be easier to read and more robust; each is measured (curriculum H6, G5).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim, Trained } from '../../../lab/claim.ts'
import { bySetting, over } from '../../seeds.ts'
import { free, sparse } from '../recipes.ts'

export const claim: Claim<AutoencoderRecipe> = {
  id: 'robust-and-readable',
  quote:
    'Com poucos neurônios ativos, os sparse autoencoders tendem a aprender representações mais interpretáveis e robustas.',
  translation:
    'With few active neurons, sparse autoencoders tend to learn representations that are more interpretable and robust.',
  lecture: 'S0',
  section: 'Sparse Autoencoders: Interpretabilidade',
  items: ['H6', 'G5', 'H5'],
  recipes: [...free, ...sparse],
  measure: async (trained) => {
    const { codesOf, evenIndices, evenly, imagesOf, weightsNamed } =
      await import('../../regularisation/denseNet.ts')
    const { meanSquaredError } = await import('../../../benches/autoencoder/pixelErrors.ts')
    const { openStream } = await import('../../../numerics/streams.ts')
    const lookAt = async (net: Trained<AutoencoderRecipe>) => {
      await net.data.testReady()
      const { test } = net.data
      const { size } = net.recipe.code
      const x = evenly(test, count)
      const labels = evenIndices(test, count).map((index) => test.labels[index]!)
      const codes = codesOf(net, x)
      const normals = openStream(1, 'claim').normals(0, x.length)
      const noisy = x.map((value, i) => value + 0.3 * normals[i]!)
      const clean = meanSquaredError(imagesOf(net, codes), x)
      return {
        purity: purity(codes, labels, size),
        pixels: meanPixels(weightsNamed(net, 'output/kernel'), codes, size),
        noisy: meanSquaredError(imagesOf(net, codesOf(net, noisy)), x),
        clean,
      }
    }
    const all = []
    for (const row of bySetting(trained)) all.push(await Promise.all(row.map(lookAt)))
    const [plain, held] = all as [Look[], Look[]]
    const rise = ({ noisy, clean }: Look) => noisy - clean
    return [
      {
        name: {
          en: 'share of the commonest class among the 50 test images that activate a unit most, mean over units: with the penalty less without',
        },
        ...over(held.map(({ purity }, i) => purity - plain[i]!.purity)),
        bound: { atLeast: 0.05 },
      },
      {
        name: {
          en: 'what noise of σ = 0.3 at the input adds to the squared error: with the penalty over without',
        },
        ...over(held.map((look, i) => rise(look) / rise(plain[i]!))),
        bound: { atMost: 0.8 },
      },
      {
        name: { en: 'squared error from these noisy inputs, all in all: with the penalty over without' },
        ...over(held.map(({ noisy }, i) => noisy / plain[i]!.noisy)),
        bound: { atLeast: 1 },
      },
      { name: { en: 'class share with the penalty' }, ...over(held.map(({ purity }) => purity)) },
      { name: { en: 'class share without' }, ...over(plain.map(({ purity }) => purity)) },
      {
        name: { en: 'pixels that a unit’s stroke is spread over, (Σw²)²/Σw⁴: with the penalty over without' },
        ...over(held.map(({ pixels }, i) => pixels / plain[i]!.pixels)),
      },
    ]
  },
  finding: 'condition',
  note: {
    en: 'Easier to read: a unit’s favourite images more often are of one class, though its stroke is no smaller a spot. Robust in that noise adds less to the error than without the penalty. But the error itself is larger, with the noise and without.',
  },
  seconds: 45,
}

interface Look {
  readonly purity: number
  readonly pixels: number
  readonly noisy: number
  readonly clean: number
}

const count = 2000
const top = 50

/** Units that more than `top` images activate count. */
function purity(codes: Float32Array, labels: readonly number[], size: number): number {
  const shares: number[] = []
  for (let unit = 0; unit < size; unit++) {
    const active = labels
      .map((label, i) => ({ label, h: codes[i * size + unit]! }))
      .filter(({ h }) => h > 0.01)
      .sort((a, b) => b.h - a.h)
    if (active.length < top) continue
    const counts = Array.from({ length: 10 }, () => 0)
    for (const { label } of active.slice(0, top)) counts[label]! += 1 / top
    shares.push(Math.max(...counts))
  }
  return shares.reduce((sum, each) => sum + each, 0) / shares.length
}

function meanPixels(decoder: Float32Array, codes: Float32Array, size: number): number {
  const spreads: number[] = []
  for (let unit = 0; unit < size; unit++) {
    let isUsed = false
    for (let at = unit; at < codes.length && !isUsed; at += size) isUsed = codes[at]! > 0.01
    if (!isUsed) continue
    let [second, fourth] = [0, 0]
    for (const w of decoder.subarray(unit * 784, (unit + 1) * 784)) {
      second += w ** 2
      fourth += w ** 4
    }
    spreads.push(second ** 2 / fourth)
  }
  return spreads.reduce((sum, each) => sum + each, 0) / spreads.length
}
