// Sums and means of a matrix's columns, of its rows and of all of it on WebGL: one draw, two for all of a large one.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { compute } from './compute.ts'
import type { Program } from './program.ts'
import { sidesOf } from './sheet.ts'

/** Terms that are added up before their sum is added to that of all: one long sum of floats would drift. */
const block = 256

/** GLSL that adds the `term` of every i below `count` to the vec4 `sum`. */
export function sumOver(count: string, term: string, sum = 'sum'): string {
  return `
  for (int first = 0; first < ${count}; first += ${block}) {
    int end = min(first + ${block}, ${count});
    vec4 part = vec4(0.0);
    for (int i = first; i < end; i++) part += ${term};
    ${sum} += part;
  }`
}

const columnsProgram: Program = {
  name: 'sums of columns',
  anywhere: ['x'],
  numbers: ['lines', 'factor'],
  outputs: ['sums'],
  body: `
  vec4 sum = vec4(0.0);
  int pairs = int(lines) / 2;
  ${sumOver('pairs', 'xAt(float(i), column)')}
  vec2 two = sum.xy + sum.zw;
  if (2 * pairs < int(lines)) two += xAt(float(pairs), column).xy;
  sums = within(vec4(two * factor, 0.0, 0.0), row, column);`,
}

const rowsProgram: Program = {
  name: 'sums of rows',
  anywhere: ['x'],
  numbers: ['entries', 'factor'],
  outputs: ['sums'],
  body: `
  // a texel of sums is of two rows, which lie in one row of texels
  vec4 sum = vec4(0.0);
  int pairs = int(entries) / 2;
  ${sumOver('pairs', 'xAt(column, float(i))')}
  vec2 two = sum.xz + sum.yw;
  if (2 * pairs < int(entries)) two += xAt(column, float(pairs)).xz;
  sums = within(vec4(two * factor, 0.0, 0.0), row, column);`,
}

const totalProgram: Program = {
  name: 'sum of all',
  anywhere: ['x'],
  numbers: ['lines', 'entries', 'factor'],
  outputs: ['sum'],
  body: `
  float total = 0.0;
  for (float line = 0.0; 2.0 * line < lines; line++) {
    bool isLast = 2.0 * line + 1.0 == lines;
    vec4 both = vec4(0.0);
    int pairs = int(entries) / 2;
    ${sumOver('pairs', 'xAt(line, float(i))', 'both')}
    vec2 two = both.xz + both.yw;
    if (2 * pairs < int(entries)) two += xAt(line, float(pairs)).xz;
    total += isLast ? two.x : two.x + two.y;
  }
  sum = vec4(total * factor, 0.0, 0.0, 0.0);`,
}

/** x (rows × columns) → (columns), each times `factor`. */
export function columnSums(backend: MathBackendWebGL, x: TensorInfo, factor = 1): TensorInfo {
  const [rows, columns] = sidesOf(x.shape)
  return compute(backend, columnsProgram, { anywhere: [x], numbers: [rows, factor] }, [columns])
}

/** x (rows × columns) → (rows), each times `factor`. */
export function rowSums(backend: MathBackendWebGL, x: TensorInfo, factor = 1): TensorInfo {
  const [rows, columns] = sidesOf(x.shape)
  return compute(backend, rowsProgram, { anywhere: [x], numbers: [columns, factor] }, [rows])
}

/** As many numbers as one fragment may add up. */
const few = 1024

/** x (rows × columns) → a scalar, times `factor`. */
export function total(backend: MathBackendWebGL, x: TensorInfo, factor = 1): TensorInfo {
  const [rows, columns] = sidesOf(x.shape)
  if (rows > 1 && rows * columns > few) {
    const sums = columnSums(backend, x)
    const sum = total(backend, sums, factor)
    backend.disposeIntermediateTensorInfo(sums)
    return sum
  }
  return compute(backend, totalProgram, { anywhere: [x], numbers: [rows, columns, factor] }, [])
}

const channelProgram: Program = {
  name: 'sums of channels',
  anywhere: ['x'],
  numbers: ['channels', 'pixels'],
  outputs: ['sums'],
  functions: `
  float numberAt(int entry) {
    vec4 two = xAt(0.0, float(entry / 2));
    return entry % 2 == 0 ? two.x : two.y;
  }`,
  body: `
  vec2 sum = vec2(0.0);
  int channel = 2 * int(column);
  for (int pixel = 0; pixel < int(pixels); pixel++) {
    int entry = pixel * int(channels) + channel;
    sum += int(channels) % 2 == 0
      ? xAt(0.0, float(entry / 2)).xy
      : vec2(numberAt(entry), numberAt(entry + 1));
  }
  sums = within(vec4(sum, 0.0, 0.0), row, column);`,
}

/** x (batch × pixels·channels) → (channels), in two draws: over the images, then over the pixels. */
export function channelSums(backend: MathBackendWebGL, x: TensorInfo, channels: number): TensorInfo {
  const sums = columnSums(backend, x)
  if (sums.shape[0] === channels) return sums
  const numbers = [channels, sums.shape[0]! / channels]
  const found = compute(backend, channelProgram, { anywhere: [sums], numbers }, [channels])
  backend.disposeIntermediateTensorInfo(sums)
  return found
}
