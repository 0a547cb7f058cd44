// How numbers become drawings of the strip: units in a block of cells, maps as tiles, a layer's width as a height, a bar's end.

import type { Shape } from '../../shapes.ts'

/** A layer's units in rows, row after row; the last row may be short. */
export interface Block {
  readonly rows: number
  readonly columns: number
  /** side of a cell, in CSS pixels */
  readonly cell: number
}

/**
 * The block of `units` cells that fits into width × height (CSS pixels) with the largest cells; full rows are preferred
 * to larger cells. Where not even cells of one pixel fit, they are smaller; none is larger than `largest`.
 */
export function arrange(units: number, width: number, height: number, largest = 5): Block {
  const exact = blocks(units, width, height, largest).find(({ rows, columns }) => rows * columns === units)
  const [first] = blocks(units, width, height, largest)
  if (exact ?? first) return (exact ?? first)!
  const cell = Math.sqrt((Math.max(width, 1) * Math.max(height, 1)) / units)
  const columns = Math.max(1, Math.floor(width / cell))
  const rows = Math.ceil(units / columns)
  return { rows, columns, cell: Math.min(width / columns, height / rows) }
}

/** All blocks that fit, larger cells first, then narrower ones. */
function blocks(units: number, width: number, height: number, largest: number): Block[] {
  const found: Block[] = []
  for (let cell = largest; cell >= 1; cell--) {
    const mostRows = Math.floor(height / cell)
    const mostColumns = Math.floor(width / cell)
    if (mostRows < 1) continue
    for (let columns = Math.ceil(units / mostRows); columns <= mostColumns; columns++) {
      found.push({ rows: Math.ceil(units / columns), columns, cell })
    }
  }
  return found
}

/** A layer's maps in rows, row after row, a cell between them; the last row may be short. */
export interface Maps {
  readonly rows: number
  readonly columns: number
  /** side of a cell, in CSS pixels */
  readonly cell: number
  /** how many of the maps there is room for, the first ones */
  readonly shown: number
}

/**
 * Maps of height × width cells in width × height (CSS pixels), with the largest whole cells in which all of them fit; in
 * cells of one pixel as many as fit, and one in smaller cells where not even that does.
 */
export function arrangeMaps(
  [mapHeight, mapWidth, count]: Shape,
  width: number,
  height: number,
  largest = 4,
): Maps {
  const most = (room: number, cells: number, cell: number) => Math.floor((room / cell + 1) / (cells + 1))
  for (let cell = largest; cell >= 1; cell--) {
    const [mostRows, mostColumns] = [most(height, mapHeight, cell), most(width, mapWidth, cell)]
    const needed = Math.ceil(count / Math.max(mostRows, 1))
    if (mostRows < 1 || needed > mostColumns) continue
    const candidates = Array.from({ length: mostColumns - needed + 1 }, (_, i) => needed + i)
    const columns = candidates.find((candidate) => count % candidate === 0) ?? needed
    return { rows: Math.ceil(count / columns), columns, cell, shown: count }
  }
  const [rows, columns] = [most(height, mapHeight, 1), most(width, mapWidth, 1)]
  if (rows < 1 || columns < 1) {
    const cell = Math.min(Math.max(width, 1) / mapWidth, Math.max(height, 1) / mapHeight)
    return { rows: 1, columns: 1, cell, shown: 1 }
  }
  return { rows, columns, cell: 1, shown: rows * columns }
}

/**
 * The first maps of one image, one after the other, each row after row, from activations that hold the channels of a place
 * together (height × width × channels).
 */
export function mapsOf(
  activations: Float32Array,
  [height, width, channels]: Shape,
  shown: number,
): Float32Array {
  const places = height * width
  return Float32Array.from(
    { length: shown * places },
    (_, i) => activations[(i % places) * channels + Math.floor(i / places)]!,
  )
}

/** Height of a layer's side of the trapezoid as a share of the image's side: by the logarithm of its width. */
export function sideOf(width: number, pixels: number): number {
  return Math.min(1, 0.4 + (0.6 * Math.log(width)) / Math.log(pixels))
}

/** The next of 1, 1.5, 2, 3, 4, 6, 8, 10, 15 … that leaves a quarter of room beyond the largest value. */
export function limitOf(values: ArrayLike<number>): number {
  const wanted =
    1.25 * Array.from(values).reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0)
  if (!(wanted > 1e-6) || wanted === Infinity) return 1
  const decade = 10 ** Math.floor(Math.log10(wanted))
  return [1, 1.5, 2, 3, 4, 6, 8, 10].map((step) => step * decade).find((step) => step >= wanted)!
}
