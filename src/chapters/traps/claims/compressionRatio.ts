// Numbers against numbers, or bytes against bytes (curriculum M5, M6, E-57).

import type { AutoencoderRecipe } from '../../../benches/autoencoder/recipe.ts'
import type { Claim } from '../../../lab/claim.ts'
import { deepOf } from '../../deep/networks.ts'
import { decodedBy, encodedBy } from '../plainNets.ts'

const size = 32
const images = 1000
const pixels = 784

export const claim: Claim<AutoencoderRecipe> = {
  id: 'compression-ratio',
  quote: 'Storage efficiency: 24x smaller representation',
  lecture: 'S4',
  section: 'Benefits',
  items: ['M5', 'M6', 'E-57'],
  recipes: [deepOf(size)],
  measure: async ([trained]) => {
    const { snapshot, data, pca } = trained!
    const bytes = data.test.pixels.subarray(0, images * pixels)
    const x = Float32Array.from(bytes, (byte) => byte / 255)
    const codes = encodedBy(snapshot.parameters, x)
    const errorWith = (bits: number) => meanSquare(decodedBy(snapshot.parameters, rounded(codes, bits)), x)
    const whole = meanSquare(decodedBy(snapshot.parameters, codes), x)
    const { errorsOn } = await import('../../../numerics/pca.ts')
    const { secondMoment } = await import('../../../numerics/moments.ts')
    const sums = secondMoment(bytes, images)
    let moments = sums.next()
    while (!moments.done) moments = sums.next()
    const decoder = snapshot.parameters.filter(({ name }) => /^(decode|output)/.test(name))
    const decoderBytes = decoder.reduce((sum, { values }) => sum + values.byteLength, 0)
    return [
      {
        name: { en: 'bytes of an image over bytes of its 32 numbers as they are computed, 4 bytes each' },
        value: pixels / (codes.BYTES_PER_ELEMENT * size),
        bound: { atMost: 6.2 },
      },
      {
        name: { en: 'the same with each number rounded to one byte' },
        value: pixels / size,
        bound: { atLeast: 24 },
      },
      {
        name: {
          en: 'squared error with codes rounded to one byte over that with whole ones, 1,000 test digits',
        },
        value: errorWith(8) / whole,
        bound: { atMost: 1.02 },
      },
      { name: { en: 'the same with 4 bits, 49 : 1' }, value: errorWith(4) / whole },
      {
        name: {
          en: 'digits to store before the decoder, which has to be stored too, has paid for itself at one byte a number',
        },
        value: decoderBytes / (pixels - size),
      },
      {
        name: { en: 'lossless deflate, as in PNG, on the same digits: bytes of an image over bytes left' },
        value: bytes.length / (await deflated(bytes)),
      },
      {
        name: { en: 'PCA with 32 numbers: squared error over that of the net, the same 1,000 digits' },
        value: errorsOn(await pca(), moments.value)[size]! / pixels / whole,
      },
    ]
  },
  finding: 'condition',
  note: {
    en: '24.5 : 1 counts numbers. Bytes are what is stored: with the numbers as they are computed it is 6.1 : 1. Rounded to one byte each they bring back the 24.5, and hardly cost anything. The decoder has to be stored as well.',
  },
  seconds: 25,
}

/** Each number of the codes rounded to one of 2^bits levels between its least and its greatest. */
function rounded(codes: Float32Array, bits: number): Float32Array {
  const steps = 2 ** bits - 1
  const [least, greatest] = [new Float32Array(size).fill(Infinity), new Float32Array(size).fill(-Infinity)]
  for (const [i, value] of codes.entries()) {
    least[i % size] = Math.min(least[i % size]!, value)
    greatest[i % size] = Math.max(greatest[i % size]!, value)
  }
  return codes.map((value, i) => {
    const [from, to] = [least[i % size]!, greatest[i % size]!]
    return to > from
      ? from + (Math.round(((value - from) / (to - from)) * steps) / steps) * (to - from)
      : from
  })
}

function meanSquare(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length
}

async function deflated(bytes: Uint8Array): Promise<number> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('deflate'))
  return (await new Response(stream).arrayBuffer()).byteLength
}
