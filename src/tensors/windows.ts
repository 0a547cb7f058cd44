// Where the windows of a convolution or of pooling lie on an image: plain numbers, so that the page can tell shapes without
// loading an engine.

/** How an image lies in a row of numbers: row by row, the channels of a pixel side by side. */
export interface ImageShape {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** `same` pads with zeros, so that ⌈side / stride⌉ windows fit; `valid` takes only windows inside the image. */
export type Padding = 'same' | 'valid'

/** Square windows on an image, and the zeros around it. */
export interface Windows extends ImageShape {
  /** side of a window, in pixels */
  readonly size: number
  /** from one window to the next, in pixels, both ways */
  readonly stride: number
  /** rows of zeros above the image */
  readonly top: number
  /** columns of zeros left of the image */
  readonly left: number
  /** windows from top to bottom */
  readonly rows: number
  /** windows from left to right */
  readonly columns: number
}

/**
 * The windows on an image. Padding is TensorFlow's: of an odd number of zeros the larger part comes after the image.
 * `rows` or `columns` is 0 where a valid window is larger than the image.
 */
export function windowsOf(
  { height, width, channels }: ImageShape,
  { size, stride, padding }: { size: number; stride: number; padding: Padding },
): Windows {
  const vertical = along(height, size, stride, padding)
  const horizontal = along(width, size, stride, padding)
  return {
    size,
    stride,
    top: vertical.before,
    left: horizontal.before,
    height,
    width,
    channels,
    rows: vertical.count,
    columns: horizontal.count,
  }
}

/** How many windows fit along one side, and how many zeros come before it. */
function along(side: number, size: number, stride: number, padding: Padding) {
  if (padding === 'valid') return { count: Math.max(0, Math.floor((side - size) / stride) + 1), before: 0 }
  const count = Math.ceil(side / stride)
  const zeros = Math.max(0, (count - 1) * stride + size - side)
  return { count, before: Math.floor(zeros / 2) }
}
