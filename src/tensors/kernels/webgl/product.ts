// The matrix product on WebGL, with or without what a dense layer adds to it. Every number that a fragment reads is a fetch,
// so a fragment computes up to 4 × 2 texels of the product, which share what they read, as blocks that lie apart.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { getKernel, type TensorInfo } from '@tensorflow/tfjs-core'
import type { ActivationName } from '../../activationNames.ts'
import { activationSource } from './activations.ts'
import { computeInBlocks, type Blocks } from './compute.ts'
import { addBias } from './dense.ts'
import { programs, type Program } from './program.ts'
import { isBeyondTexture } from './sheet.ts'

export interface Factors {
  readonly a: TensorInfo
  readonly b: TensorInfo
  readonly transposeA: boolean
  readonly transposeB: boolean
}

/** What follows the product in the same draw. */
export interface Layer {
  readonly bias: TensorInfo
  readonly activation: ActivationName
}

/** op(a) (m × k) · op(b) (k × n), then bias (n) and activation → (m × n). */
export function product(backend: MathBackendWebGL, factors: Factors, layer: Layer | null = null): TensorInfo {
  const { a, b, transposeA, transposeB } = factors
  const [m, depth] = transposeA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!]
  const n = transposeB ? b.shape[0]! : b.shape[1]!
  if ([a.shape, b.shape, [m, n]].some(isBeyondTexture)) return stockProduct(backend, factors, layer)
  return computeInBlocks(
    backend,
    (blocks) => programOf({ blocks, transposeA, transposeB, activation: layer && layer.activation }),
    m * n * depth < worthBlocks ? [] : severalBlocks,
    { anywhere: layer === null ? [a, b] : [a, b, layer.bias], numbers: [depth] },
    [m, n],
  )
}

/** For matrices with more rows than a texture has. */
function stockProduct(
  backend: MathBackendWebGL,
  { a, b, transposeA, transposeB }: Factors,
  layer: Layer | null,
): TensorInfo {
  const attrs = { transposeA, transposeB }
  const found = getKernel('BatchMatMul', 'webgl').kernelFunc({
    inputs: { a, b },
    backend,
    attrs,
  }) as TensorInfo
  if (layer === null) return found
  const y = addBias(backend, found, layer.bias, layer.activation)
  backend.disposeIntermediateTensorInfo(found)
  return y
}

/** Multiply-adds below which blocks save less than their copies cost. */
const worthBlocks = 2 ** 20

const severalBlocks: readonly Blocks[] = [
  [4, 2],
  [2, 2],
]

interface Variant {
  readonly blocks: Blocks
  readonly transposeA: boolean
  readonly transposeB: boolean
  /** null: no layer's, the product alone */
  readonly activation: ActivationName | null
}

const programOf = programs(({ blocks: [down, across], transposeA, transposeB, activation }: Variant) => {
  const factors = `${transposeA ? 'aᵀ' : 'a'} ${transposeB ? 'bᵀ' : 'b'}`
  return `product ${factors} ${activation ?? 'alone'}, ${down} by ${across} blocks`
}, partsOf)

/** Of two texels: the products of their numbers for the first of the two deeper indices they share, and for the second. */
const swizzles = {
  a: { plain: ['xxzz', 'yyww'], transposed: ['xxyy', 'zzww'] },
  b: { plain: ['xyxy', 'zwzw'], transposed: ['xzxz', 'ywyw'] },
} as const

function partsOf({
  blocks: [down, across],
  transposeA,
  transposeB,
  activation,
}: Variant): Omit<Program, 'name'> {
  const downs = Array.from({ length: down }, (_, i) => i)
  const acrosses = Array.from({ length: across }, (_, j) => j)
  const lines = (each: (i: number, j: number) => string) =>
    downs.flatMap((i) => acrosses.map((j) => each(i, j))).join('\n')
  const ofA = swizzles.a[transposeA ? 'transposed' : 'plain']
  const ofB = swizzles.b[transposeB ? 'transposed' : 'plain']
  const aPlace = (i: number) => (transposeA ? `vec2(aLine${i}, deep.x)` : `vec2(deep.x, aLine${i})`)
  const bPlace = (j: number) => (transposeB ? `vec2(deep.y, bLine${j})` : `vec2(bLine${j}, deep.y)`)
  // where a line of texels lies in its texture, which the steps of the loop share
  const aSide = transposeA ? 'x' : 'y'
  const bSide = transposeB ? 'y' : 'x'
  const aDeep = transposeA ? 'y' : 'x'
  const bDeep = transposeB ? 'x' : 'y'
  const step = (isWhole: boolean) => `
    ${acrosses.map((j) => `vec4 b${j} = texture(b, ${bPlace(j)});`).join('\n')}
    ${downs
      .map(
        (i) => `vec4 a${i} = texture(a, ${aPlace(i)});
    ${acrosses
      .map(
        (j) =>
          `sum${i}_${j} += a${i}.${ofA[0]} * b${j}.${ofB[0]}${isWhole ? ` + a${i}.${ofA[1]} * b${j}.${ofB[1]}` : ''};`,
      )
      .join('\n')}`,
      )
      .join('\n')}`
  const finished = (i: number, j: number) => {
    const place = `row + ${i}.0 * height, column + ${j}.0 * width`
    const sum = `sum${i}_${j}`
    return activation === null ? sum : `within(activated(${sum} + bias${j}), ${place})`
  }
  return {
    anywhere: activation === null ? ['a', 'b'] : ['a', 'b', 'bias'],
    numbers: ['depth'],
    outputs: downs.flatMap((i) => acrosses.map((j) => `block${i}_${j}`)),
    functions: activation === null ? '' : activationSource(activation),
    body: `
    ${downs.map((i) => `float aLine${i} = (row + ${i}.0 * height + 0.5) * aStep.${aSide};`).join('\n')}
    ${acrosses.map((j) => `float bLine${j} = (column + ${j}.0 * width + 0.5) * bStep.${bSide};`).join('\n')}
    ${lines((i, j) => `vec4 sum${i}_${j} = vec4(0.0);`)}
    int pairs = int(depth) / 2;
    vec2 deepStep = vec2(aStep.${aDeep}, bStep.${bDeep});
    for (int k = 0; k < pairs; k++) {
      vec2 deep = (float(k) + 0.5) * deepStep;
      ${step(true)}
    }
    if (2 * pairs < int(depth)) {
      vec2 deep = (float(pairs) + 0.5) * deepStep;
      ${step(false)}
    }
    ${activation === null ? '' : acrosses.map((j) => `vec4 bias${j} = biasAt(0.0, column + ${j}.0 * width).xyxy;`).join('\n')}
    ${lines((i, j) => `block${i}_${j} = ${finished(i, j)};`)}`,
  }
}
