// How many columns of equal images fill a box best.

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
