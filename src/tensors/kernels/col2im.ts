// The kernel that lays patches back onto images and sums where they overlap: the exact adjoint of im2col.

import { isMatrix } from './shapes.ts'
import { forEachStretch, registeredWindowKernel } from './windowKernel.ts'

/**
 * Patches (batch·rows·columns × size·size·channels) → images (batch × height·width·channels). What overhangs the image is
 * dropped; pixels under no window are 0.
 */
export const col2imKernel = registeredWindowKernel({
  name: 'Col2Im',
  takes: 'x (batch·rows·columns × size·size·channels)',
  fits: (x, { rows, columns, size, channels }) =>
    isMatrix(x, null, size * size * channels) && x.shape[0]! % (rows * columns) === 0,
  shape: (batch, { height, width, channels }) => [batch, height * width * channels],
  batch: (shape, { rows, columns }) => shape[0]! / (rows * columns),
  loop(patches, images, batch, windows) {
    forEachStretch(batch, windows, (image, patch, length) => {
      for (let i = 0; i < length; i++) images[image + i]! += patches[patch + i]!
    })
  },
  assembly: 'col2im',
  shader: ({ size, stride, top, left, width, channels, rows, columns }) => `
    void main() {
      ivec2 at = getOutputCoords();
      int pixel = at.y / ${channels};
      int channel = at.y - pixel * ${channels};
      int y = pixel / ${width};
      int x = pixel - y * ${width};
      float sum = 0.0;
      for (int dy = 0; dy < ${size}; dy++) {
        int down = y + ${top} - dy;
        int row = down / ${stride};
        if (down < 0 || row * ${stride} != down || row >= ${rows}) continue;
        for (int dx = 0; dx < ${size}; dx++) {
          int across = x + ${left} - dx;
          int column = across / ${stride};
          if (across < 0 || column * ${stride} != across || column >= ${columns}) continue;
          int window = (at.x * ${rows} + row) * ${columns} + column;
          sum += getX(window, (dy * ${size} + dx) * ${channels} + channel);
        }
      }
      setOutput(sum);
    }
  `,
})
