// Bytes of images on WebGL: four to a texel on their way, one number each where they have arrived; one draw.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import { deviceOf } from './device.ts'
import type { Program } from './program.ts'
import { freshSheet } from './sheet.ts'

const program: Program = {
  name: 'pixels',
  anywhere: ['bytes'],
  outputs: ['x'],
  functions: `
  float valueAt(int at) {
    int texel = at / 4;
    int line = int(bytesAcross);
    vec4 four = bytesAt(float(texel / line), float(texel % line));
    // a whole byte again, as devices differ in how they scale it
    return floor(four[at % 4] * 255.0 + 0.5) / 255.0;
  }`,
  body: `
  int at = int(2.0 * row * columns + 2.0 * column);
  int below = at + int(columns);
  x = within(vec4(valueAt(at), valueAt(at + 1), valueAt(below), valueAt(below + 1)), row, column);`,
}

/** The stock backend's number for textures of four bytes a texel. */
const bytesUsage = 2

/** Texels side by side on their way: every batch of a multiple of 128 images fills its lines. */
const across = 512

/** Bytes / 255 (images × pixels), the bytes a multiple of four. */
export function pixels(
  backend: MathBackendWebGL,
  bytes: Uint8Array,
  [images, pixels]: readonly [images: number, pixels: number],
): TensorInfo {
  const gl = backend.gpgpu.gl as WebGL2RenderingContext
  const manager = backend.getTextureManager()
  const lines = Math.ceil(bytes.length / (4 * across))
  const sides: [number, number] = [lines, across]
  const lent = manager.acquireTexture(sides, bytesUsage, false)
  gl.bindTexture(gl.TEXTURE_2D, lent.texture)
  const whole = filled(bytes, 4 * across * lines)
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, across, lines, gl.RGBA, gl.UNSIGNED_BYTE, whole)
  const { info, sheet } = freshSheet(backend, [images, pixels])
  const sent = { texture: lent.texture, width: across, height: lines, across }
  deviceOf(backend).draw(program, { anywhere: [sent], rows: images, columns: pixels }, [sheet])
  manager.releaseTexture(lent, sides, bytesUsage, false)
  return info
}

/** Bytes are sent in one go, as a rectangle. */
function filled(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === length) return bytes
  const whole = new Uint8Array(length)
  whole.set(bytes)
  return whole
}
