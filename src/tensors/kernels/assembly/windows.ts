// Windows of images as rows of a matrix, and back: stretches of numbers that lie side by side in both are moved at once.

/** Images (batch × height · width · channels) → patches (batch · rows · columns × size · size · channels), as in kernels/im2col.ts. */
export function im2col(
  images: usize,
  patches: usize,
  batch: i32,
  size: i32,
  stride: i32,
  top: i32,
  left: i32,
  height: i32,
  width: i32,
  channels: i32,
  rows: i32,
  columns: i32,
): void {
  memory.fill(patches, 0, <usize>(batch * rows * columns * size * size * channels) * 4)
  const line = <usize>(size * channels) * 4
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const x = column * stride - left
        const from = max(0, -x)
        const count = (min(size, width - x) - from) * channels
        for (let dy = 0; dy < size; dy++) {
          const y = row * stride - top + dy
          if (y >= 0 && y < height) {
            const source = images + <usize>(((image * height + y) * width + x + from) * channels) * 4
            copy(source, patches + <usize>(from * channels) * 4, count)
          }
          patches += line
        }
      }
    }
  }
}

/** The adjoint: patches laid back onto images, summed where they overlap. */
export function col2im(
  patches: usize,
  images: usize,
  batch: i32,
  size: i32,
  stride: i32,
  top: i32,
  left: i32,
  height: i32,
  width: i32,
  channels: i32,
  rows: i32,
  columns: i32,
): void {
  memory.fill(images, 0, <usize>(batch * height * width * channels) * 4)
  const line = <usize>(size * channels) * 4
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const x = column * stride - left
        const from = max(0, -x)
        const count = (min(size, width - x) - from) * channels
        for (let dy = 0; dy < size; dy++) {
          const y = row * stride - top + dy
          if (y >= 0 && y < height) {
            const target = images + <usize>(((image * height + y) * width + x + from) * channels) * 4
            add(patches + <usize>(from * channels) * 4, target, count)
          }
          patches += line
        }
      }
    }
  }
}

@inline
function copy(from: usize, to: usize, count: i32): void {
  const end = from + <usize>count * 4
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, v128.load(from))
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(from))
}

@inline
function add(from: usize, to: usize, count: i32): void {
  const end = from + <usize>count * 4
  for (; from + 16 <= end; from += 16, to += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
  for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
}
