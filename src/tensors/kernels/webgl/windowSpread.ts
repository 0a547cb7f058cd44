// The adjoint of a convolution on WebGL: every pixel gathers what the windows over it spread, in one draw.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Windows } from '../../windows.ts'
import {
  common,
  each,
  finish,
  inImageBlocks,
  windowedPrograms,
  type Behind,
  type KernelMatrix,
} from './windowed.ts'

const spreadProgram = windowedPrograms('spread over windows', (variant) => {
  const { isEven, down, activation } = variant
  /** every window over the pixel `pixel`, and what it adds to `sums` */
  const windows = (inner: string) => `
    int atY = pixel / int(imageWidth) + int(top);
    int atX = pixel % int(imageWidth) + int(left);
    for (int dy = 0; dy < int(size); dy++) {
      int windowRow = (atY - dy) / int(stride);
      if (atY < dy || windowRow * int(stride) != atY - dy || windowRow >= int(windowRows)) continue;
      for (int dx = 0; dx < int(size); dx++) {
        int windowColumn = (atX - dx) / int(stride);
        if (atX < dx || windowColumn * int(stride) != atX - dx || windowColumn >= int(windowColumns)) continue;
        int window = dy * int(size) + dx;
        int from = (windowRow * int(windowColumns) + windowColumn) * halfFilters;
        for (int f = 0; f < halfFilters; f++) {
          float at = float(from + f);
          ${inner}
        }
      }
    }`
  const start = `
  int halfChannels = int(channels) / 2;
  int halfFilters = int(filters) / 2;
  ${each(down, (i) => `vec4 sum${i} = vec4(0.0);`)}`
  if (isEven) {
    return {
      ...common(variant),
      body: `
  ${start}
  int pixel = int(column) / halfChannels;
  int channel = int(column) % halfChannels;
  {
    ${windows(`vec4 k = kernelTexel(window * halfChannels + channel, f);
          ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += x${i}.xxzz * k.xzxz + x${i}.yyww * k.ywyw;`)}`)}
  }
  ${finish(down, activation, 'biasAt(0.0, float(channel)).xyxy')}`,
    }
  }
  return {
    ...common(variant),
    functions: `${common(variant).functions}
    float biasOf(int channel) { vec4 two = ${activation === null ? 'vec4(0.0)' : 'biasAt(0.0, float(channel / 2))'}; return channel % 2 == 0 ? two.x : two.y; }`,
    body: `
  ${start}
  // the two numbers of a texel belong to pixels or channels of their own
  int entry = 2 * int(column);
  for (int second = 0; second < 2; second++) {
    int pixel = (entry + second) / int(channels);
    int channel = (entry + second) % int(channels);
    vec4 which = second == 0 ? vec4(1.0, 0.0, 1.0, 0.0) : vec4(0.0, 1.0, 0.0, 1.0);
    ${windows(`vec2 k = kernelRow(window * int(channels) + channel, f);
          ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += (x${i}.xxzz * k.x + x${i}.yyww * k.y) * which;`)}`)}
  }
  ${finish(down, activation, 'vec2(biasOf(entry % int(channels)), biasOf((entry + 1) % int(channels))).xyxy')}`,
  }
})

/** x (batch × rows·columns·filters) → (batch × height·width·channels), the adjoint of `windowProduct`. */
export function windowSpread(
  backend: MathBackendWebGL,
  x: TensorInfo,
  kernel: KernelMatrix,
  windows: Windows,
  behind: Behind | null = null,
): TensorInfo {
  const shape = [x.shape[0]!, windows.height * windows.width * windows.channels]
  return inImageBlocks(backend, spreadProgram, x, kernel, windows, behind, shape)
}
