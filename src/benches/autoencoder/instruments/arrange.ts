// How equal images fill a box best: in how many columns, or in how many blocks of columns.

/** Images of `height` × `width` pixels with `gap` between them, `count` of them in a box of CSS pixels. */
export interface ImagesInBox {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly gap: number
  readonly box: { readonly width: number; readonly height: number }
}

/** The number of columns at which the images are largest, and how large: CSS pixels per image pixel. */
export function bestColumns({ count, height, width, gap, box }: ImagesInBox): {
  columns: number
  scale: number
} {
  let best = { columns: 1, scale: 0 }
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const across = box.width / (columns * (width + gap) - gap)
    const down = box.height / (rows * (height + gap) - gap)
    const scale = Math.min(across, down)
    if (scale > best.scale) best = { columns, scale }
  }
  return best
}

/** A scale at which image pixels are equally large on screen, where there is room for one. */
export function evenScale(scale: number): number {
  return scale >= 2 ? Math.floor(scale) : scale
}

/** Columns of images in blocks, one block below the other, each as high as `height` image pixels and some text. */
export interface Blocks {
  readonly blocks: number
  readonly columns: number
  /** CSS pixels per image pixel */
  readonly scale: number
}

export interface BlocksInBox {
  readonly count: number
  readonly side: number
  readonly gap: number
  readonly rows: number
  /** CSS pixels */
  readonly box: { readonly width: number; readonly height: number }
  /** CSS pixels that each block needs beside the images, and the least that a column needs for its numbers */
  readonly text: { readonly width: number; readonly height: number; readonly column: number }
}

/**
 * The number of blocks at which the images are largest. Where a column would be too narrow for its numbers, the last
 * images are left out.
 */
export function arrangeBlocks({ count, side, gap, rows, box, text }: BlocksInBox): Blocks {
  const width = Math.max(1, box.width - text.width)
  const most = Math.max(1, Math.floor(width / text.column))
  const candidates = [1, 2, 3, 4, 5].map((blocks): Blocks & { worth: number } => {
    const columns = Math.min(Math.ceil(count / blocks), most)
    const across = width / (columns * (side + gap) - gap)
    const down = (box.height / blocks - text.height) / (rows * (side + gap) - gap)
    const scale = Math.min(across, down)
    return { blocks, columns, scale, worth: scale * Math.min(1, (blocks * columns) / count) }
  })
  return candidates.reduce((best, next) => (next.worth > best.worth * 1.1 ? next : best))
}
