// The kernel that lays the windows of images out as the rows of a matrix, so that a convolution becomes a matrix product.

import { isMatrix } from './shapes.ts'
import { forEachStretch, registeredWindowKernel } from './windowKernel.ts'

/**
 * Images (batch × height·width·channels) → patches (batch·rows·columns × size·size·channels), the numbers of a patch in
 * the order (dy, dx, channel), zeros where a window overhangs the image.
 */
export const im2colKernel = registeredWindowKernel({
  name: 'Im2Col',
  takes: 'x (batch × height·width·channels)',
  fits: (x, { height, width, channels }) => isMatrix(x, null, height * width * channels),
  shape: (batch, { rows, columns, size, channels }) => [batch * rows * columns, size * size * channels],
  batch: (shape) => shape[0]!,
  loop(images, patches, batch, windows) {
    forEachStretch(batch, windows, (image, patch, length) => {
      for (let i = 0; i < length; i++) patches[patch + i] = images[image + i]!
    })
  },
  assembly: 'im2col',
  shader: ({ size, stride, top, left, height, width, channels, rows, columns }) => `
    void main() {
      ivec2 at = getOutputCoords();
      int image = at.x / ${rows * columns};
      int window = at.x - image * ${rows * columns};
      int row = window / ${columns};
      int dy = at.y / ${size * channels};
      int entry = at.y - dy * ${size * channels};
      int dx = entry / ${channels};
      int y = row * ${stride} + dy - ${top};
      int x = (window - row * ${columns}) * ${stride} + dx - ${left};
      if (y < 0 || y >= ${height} || x < 0 || x >= ${width}) {
        setOutput(0.0);
      } else {
        setOutput(getX(image, (y * ${width} + x) * ${channels} + entry - dx * ${channels}));
      }
    }
  `,
})
