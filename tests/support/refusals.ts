// What kernels refuse, on every backend with the same sentence: tests declared where this is called.

import * as tf from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { openStream } from '../../src/numerics/streams.ts'
import { isThere, runAll, type Kernel } from '../../src/tensors/kernels/kernel.ts'
import { matMul } from '../../src/tensors/matmul.ts'
import { normals, uniforms } from '../../src/tensors/noise.ts'
import { windowsOf } from '../../src/tensors/windows.ts'
import { kernels } from './kernels.ts'

type Shapes = Readonly<Record<string, readonly number[]>>

interface Refused {
  readonly shapes: Shapes
  readonly attributes?: object
  /** in the sentence beside the kernel's name; if absent, the shape of every input */
  readonly says?: readonly string[]
}

/** 3 × 3 windows at every second pixel of images of 4 × 4 with one channel: 2 × 2 of them. */
const windows = windowsOf({ height: 4, width: 4, channels: 1 }, { size: 3, stride: 2, padding: 'same' })
const activation = 'relu'
const plain = { transposeA: false, transposeB: false }
const layer = { windows, activation }
const origin = { windows, isTranspose: false }
const transpose = { windows, isTranspose: true }
const draws = { key: [1, 2], step: 0, offset: 0, shape: [4] }
const [wa, wb] = [
  [2, 3],
  [3, 2],
] as const

const refused: Readonly<Record<string, readonly Refused[]>> = {
  productKernel: [
    { shapes: { a: [2, 3], b: [2, 2] }, attributes: plain },
    { shapes: { a: [2, 3], b: [3, 2] }, attributes: { ...plain, transposeA: true } },
    { shapes: { a: [2, 3], b: [3, 2] }, attributes: { ...plain, transposeB: true } },
    { shapes: { a: [3], b: [3, 2] }, attributes: plain },
    { shapes: { a: [2, 0], b: [0, 2] }, attributes: plain, says: ['a of 2 × 0 has none'] },
  ],
  denseKernel: [
    { shapes: { x: [2, 3], kernel: [2, 2], bias: [2] }, attributes: { activation } },
    { shapes: { x: [2, 3], kernel: [3, 2], bias: [3] }, attributes: { activation } },
    { shapes: { x: [2, 3], kernel: [3, 2], bias: [1] }, attributes: { activation } },
    { shapes: { x: [2, 3], kernel: [3, 2], bias: [1, 2] }, attributes: { activation } },
    {
      shapes: { x: [2, 0], kernel: [0, 2], bias: [2] },
      attributes: { activation },
      says: ['x of 2 × 0 has none'],
    },
  ],
  biasKernel: [
    { shapes: { x: [2, 3], bias: [2] }, attributes: { activation } },
    { shapes: { x: [2, 3], bias: [6] }, attributes: { activation } },
  ],
  activationGradientKernel: [{ shapes: { dy: [2, 3], y: [3, 2] }, attributes: { activation } }],
  columnSumsKernel: [
    { shapes: { x: [6] } },
    { shapes: { x: [2, 3, 4] } },
    { shapes: { x: [0, 3] }, says: ['x of 0 × 3 has none'] },
  ],
  crossEntropyKernel: [
    { shapes: { a: [2, 3], x: [2, 2] } },
    { shapes: { a: [2, 3], x: [1, 3] } },
    { shapes: { a: [6], x: [6] } },
  ],
  crossEntropyGradientKernel: [
    { shapes: { a: [2, 3], x: [1, 3], dy: [2] }, attributes: { scale: 1 } },
    { shapes: { a: [2, 3], x: [2, 3], dy: [3] }, attributes: { scale: 1 } },
    { shapes: { a: [2, 3], x: [2, 3], dy: [1] }, attributes: { scale: 1 } },
  ],
  samplesKernel: [
    { shapes: { mean: [2, 3], logVariance: [2, 3], noise: [3, 2] } },
    { shapes: { mean: [2, 3], logVariance: [2, 1], noise: [2, 3] } },
  ],
  samplesGradientKernel: [{ shapes: { dz: [2, 3], logVariance: [2, 3], noise: [1, 3] } }],
  divergenceKernel: [
    { shapes: { mean: [2, 3], logVariance: [2, 2] } },
    { shapes: { mean: [3], logVariance: [3] } },
  ],
  divergenceGradientKernel: [{ shapes: { dy: [2], x: [2, 3] }, attributes: { by: 'mean' } }],
  adamKernel: [
    { shapes: { w: wa, g: wb, m: wa, v: wa } },
    { shapes: { w: wa, g: wa, m: wb, v: wa } },
    { shapes: { w: wa, g: wa, m: wa, v: [2, 2] } },
  ],
  momentumKernel: [{ shapes: { w: wa, g: wb, v: wa } }, { shapes: { w: wa, g: wa, v: [1] } }],
  descentKernel: [{ shapes: { w: wa, g: [6] } }],
  im2colKernel: [
    { shapes: { x: [2, 15] }, attributes: windows },
    { shapes: { x: [16] }, attributes: windows },
  ],
  col2imKernel: [
    { shapes: { x: [4, 8] }, attributes: windows },
    { shapes: { x: [6, 9] }, attributes: windows },
  ],
  convKernel: [
    { shapes: { x: [2, 15], kernel: [9, 2], bias: [2] }, attributes: layer },
    { shapes: { x: [2, 16], kernel: [8, 2], bias: [2] }, attributes: layer },
    { shapes: { x: [2, 16], kernel: [9, 2], bias: [1] }, attributes: layer },
    { shapes: { x: [2, 16], kernel: [9, 3], bias: [3] }, attributes: layer },
  ],
  convTransposeKernel: [
    { shapes: { x: [2, 7], kernel: [2, 9], bias: [1] }, attributes: layer },
    { shapes: { x: [2, 8], kernel: [2, 8], bias: [1] }, attributes: layer },
    { shapes: { x: [2, 8], kernel: [2, 9], bias: [2] }, attributes: layer },
    { shapes: { x: [2, 12], kernel: [3, 9], bias: [1] }, attributes: layer },
  ],
  convInputGradientKernel: [
    { shapes: { dz: [2, 7], kernel: [9, 2] }, attributes: origin },
    { shapes: { dz: [2, 12], kernel: [9, 3] }, attributes: origin },
    { shapes: { dz: [2, 8], kernel: [2, 9] }, attributes: transpose },
  ],
  convKernelGradientKernel: [
    { shapes: { x: [2, 16], dz: [3, 8] }, attributes: origin },
    { shapes: { x: [2, 16], dz: [2, 7] }, attributes: origin },
    { shapes: { x: [2, 16], dz: [2, 12] }, attributes: origin },
    { shapes: { x: [2, 16], dz: [2, 8] }, attributes: transpose },
  ],
  channelSumsKernel: [{ shapes: { x: [2, 7] }, attributes: { channels: 2 } }],
  pixelsKernel: [
    { shapes: {}, attributes: { bytes: new Uint8Array(16), shape: [2, 4] }, says: ['16 for 2 × 4'] },
    { shapes: {}, attributes: { bytes: new Uint8Array(8), shape: [3, 4] }, says: ['8 for 3 × 4'] },
    { shapes: {}, attributes: { bytes: new Uint8Array(6), shape: [2, 3] }, says: ['6 for 2 × 3'] },
  ],
  uniformsKernel: [{ shapes: {}, attributes: { ...draws, offset: 3 }, says: ['even draw, not with draw 3'] }],
  normalsKernel: [{ shapes: {}, attributes: { ...draws, shape: [2, 0] }, says: ['2 × 0'] }],
}

export function testRefusals(): void {
  test('of every kernel it is known what it refuses', () => {
    expect([...kernels.keys()].filter((name) => !(name in refused))).toEqual([])
  })

  test.each(Object.entries(refused))('%s names itself and the shapes that do not fit', (name, cases) => {
    const kernel = kernels.get(name)! as unknown as Kernel<string, object>
    if (!isThere(kernel)) return
    for (const { shapes, attributes = {}, says } of cases) {
      const compute = () => {
        const inputs = Object.entries(shapes).map(([input, shape]) => [input, tf.ones([...shape])] as const)
        const all = [runAll(kernel, Object.fromEntries(inputs), attributes)].flat()
        return all.map((tensor) => tensor.dataSync())
      }
      const message = refusalOf(() => tf.tidy(() => void compute()))
      expect(message).toContain(kernel.name)
      const named = Object.entries(shapes).map(([input, shape]) => `${input} is ${shape.join(' × ')}`)
      for (const part of says ?? named) expect(message).toContain(part)
    }
  })

  test('a product whose shapes do not fit is refused where it is asked for', () => {
    const product = () => matMul(tf.ones([2, 3]), tf.ones([2, 2]))
    expect(refusalOf(() => tf.tidy(product))).toMatch(/^Product takes .* but a is 2 × 3, b is 2 × 2\.$/)
  })

  test('draws are numbered by whole numbers of 32 bits', () => {
    const stream = openStream(5, 'code')
    for (const draw of [uniforms, normals]) {
      for (const wrong of [-1, 0.5, 2 ** 32, NaN, Infinity]) {
        expect(refusalOf(() => draw(stream, wrong, [3]))).toContain('step of a random stream')
        expect(refusalOf(() => draw(stream, 0, [3], wrong))).toContain('offset of a random stream')
        expect(refusalOf(() => draw(stream, 0, [wrong]))).toContain('number of draws')
      }
      expect(refusalOf(() => draw(stream, -2, [3], -2))).toContain('step of a random stream')
      expect(refusalOf(() => draw(stream, 0, [-2, -2]))).toContain('number of draws')
      expect(refusalOf(() => draw(stream, 0, [0.5, 4]))).toContain('number of draws')
      expect(refusalOf(() => draw(stream, 0, [2 ** 16, 2 ** 16]))).toContain('number of draws')
      expect(tf.tidy(() => draw(stream, 0, [3, 0]).shape)).toEqual([3, 0])
    }
  })
}

/** What the RangeError says that `attempt` throws. */
function refusalOf(attempt: () => unknown): string {
  let thrown: unknown = null
  try {
    attempt()
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(RangeError)
  return (thrown as Error).message
}
