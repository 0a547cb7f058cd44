// A convolution on WebGL: the product of a kernel with every window of the images, in one draw.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Windows } from '../../windows.ts'
import {
  common,
  each,
  filtersOf,
  finish,
  inImageBlocks,
  windowedPrograms,
  type Behind,
  type KernelMatrix,
} from './windowed.ts'

const productProgram = windowedPrograms('product of windows', (variant) => {
  const { isEven, down, activation } = variant
  const pair = isEven
    ? `for (int c = 0; c < halfChannels; c++) {
        vec4 k = kernelTexel(window * halfChannels + c, filterPair);
        float at = float(pixel * halfChannels + c);
        ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += x${i}.xxzz * k.xyxy + x${i}.yyww * k.zwzw;`)}
      }`
    : `for (int c = 0; c < int(channels); c++) {
        vec4 k = kernelRow(window * int(channels) + c, filterPair).xyxy;
        int entry = pixel * int(channels) + c;
        float at = float(entry / 2);
        bool isFirst = entry % 2 == 0;
        ${each(down, (i) => `vec4 x${i} = xAt(row + ${i}.0 * height, at); sum${i} += (isFirst ? x${i}.xxzz : x${i}.yyww) * k;`)}
      }`
  return {
    ...common(variant),
    body: `
  int halfChannels = int(channels) / 2;
  int halfFilters = int(filters) / 2;
  int under = int(column) / halfFilters;
  int filterPair = int(column) % halfFilters;
  int fromY = under / int(windowColumns) * int(stride) - int(top);
  int fromX = under % int(windowColumns) * int(stride) - int(left);
  ${each(down, (i) => `vec4 sum${i} = vec4(0.0);`)}
  for (int dy = 0; dy < int(size); dy++) {
    int atY = fromY + dy;
    if (atY < 0 || atY >= int(imageHeight)) continue;
    for (int dx = 0; dx < int(size); dx++) {
      int atX = fromX + dx;
      if (atX < 0 || atX >= int(imageWidth)) continue;
      int window = dy * int(size) + dx;
      int pixel = atY * int(imageWidth) + atX;
      ${pair}
    }
  }
  ${finish(down, activation, 'biasAt(0.0, float(filterPair)).xyxy')}`,
  }
})

/**
 * x (batch × height·width·channels) times a kernel under every window → (batch × rows·columns·filters), for an even number
 * of filters.
 */
export function windowProduct(
  backend: MathBackendWebGL,
  x: TensorInfo,
  kernel: KernelMatrix,
  windows: Windows,
  behind: Behind | null = null,
): TensorInfo {
  const filters = filtersOf(kernel)
  const shape = [x.shape[0]!, windows.rows * windows.columns * filters]
  return inImageBlocks(backend, productProgram, x, kernel, windows, behind, shape)
}
