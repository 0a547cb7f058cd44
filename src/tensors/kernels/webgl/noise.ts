// The run's random numbers on WebGL: Threefry-2x32-20 as in numerics/threefry.ts, whose words a fragment makes for the
// numbers of its texel; one draw.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { StreamKey } from '../../../numerics/streams.ts'
import { deviceOf } from './device.ts'
import type { Program } from './program.ts'
import { freshSheet, sidesOf } from './sheet.ts'

const rotations = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const

/** Four rounds, then the key is added; `keys` has the words k0, k1, k2 in turns. */
function fourRounds(i: number): string {
  const rounds = rotations[i % 2]!.map((r) => `x.x += x.y; x.y = (x.y << ${r} | x.y >> ${32 - r}) ^ x.x;`)
  return `${rounds.join(' ')} x += uvec2(keys[${(i + 1) % 3}], keys[${(i + 2) % 3}] + ${i + 1}u);`
}

/** Whole numbers of 32 bits as two of 16, each of which a float holds. */
const words = ['seed', 'stream', 'step', 'firstBlock']
const halves = words.flatMap((word) => [`${word}High`, `${word}Low`])
const halvesOf = (word: number) => [word >>> 16, word & 0xffff]

const wordSource = `
${words.map((word) => `#define ${word} (uint(${word}High) << 16 | uint(${word}Low))`).join('\n')}
uvec2 wordsOf(uint block) {
  uint keys[3] = uint[3](seed, stream, seed ^ stream ^ 0x1bd11bdau);
  uvec2 x = uvec2(step, firstBlock + block) + uvec2(keys[0], keys[1]);
  ${[0, 1, 2, 3, 4].map(fourRounds).join('\n  ')}
  return x;
}
// draws at and at + 1
vec2 uniformsAt(uint at) {
  uvec2 found = wordsOf(at / 2u);
  if (at % 2u == 1u) found = uvec2(found.y, wordsOf(at / 2u + 1u).x);
  return (vec2(found >> 9u) + 0.5) / 8388608.0;
}`

/** As numerics/normalQuantile.ts, without its far tails, where no draw lies. */
const quantileSource = `
float drawOf(float p) {
  float q = p - 0.5;
  if (abs(q) <= 0.425) {
    float r = 0.180625 - q * q;
    return q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
      / (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1.0);
  }
  float r = sqrt(-log(q < 0.0 ? p : 1.0 - p)) - 1.6;
  float z = (((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777)
    / ((0.12021132975 * r + 0.7370016425) * r + 1.0);
  return q < 0.0 ? -z : z;
}`

const uniformSource = 'float drawOf(float p) { return p; }'

function noiseProgram(name: string, drawSource: string): Program {
  return {
    name,
    numbers: halves,
    outputs: ['noise'],
    functions: wordSource + drawSource,
    body: `
  uint at = uint(2.0 * row) * uint(columns) + uint(2.0 * column);
  vec4 p = vec4(uniformsAt(at), uniformsAt(at + uint(columns)));
  noise = within(vec4(drawOf(p.x), drawOf(p.y), drawOf(p.z), drawOf(p.w)), row, column);`,
  }
}

const programs = {
  uniforms: noiseProgram('uniforms', uniformSource),
  normals: noiseProgram('normals', quantileSource),
}

interface Place {
  readonly key: StreamKey
  readonly step: number
  /** even */
  readonly offset: number
  readonly shape: readonly number[]
}

/** Draws from `offset` of the step on. */
export function noise(
  backend: MathBackendWebGL,
  kind: keyof typeof programs,
  { key: [seed, stream], step, offset, shape }: Place,
): TensorInfo {
  const [rows, columns] = sidesOf(shape)
  const { info, sheet } = freshSheet(backend, [rows, columns])
  const numbers = [seed, stream, step, offset / 2].flatMap(halvesOf)
  deviceOf(backend).draw(programs[kind], { numbers, rows, columns }, [sheet])
  return { ...info, shape: [...shape] }
}
