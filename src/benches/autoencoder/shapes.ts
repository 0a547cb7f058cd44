// The sizes that every room of this bench shares: an image's, and the shape of what flows between layers.

export const side = 28
export const pixels = side * side
export const classes = 10

/** Height, width, channels. A row of a batch holds the values channel by channel within a place, places row by row. */
export type Shape = readonly [height: number, width: number, channels: number]

export const image: Shape = [side, side, 1]

/** A row of units that form no picture. */
export const flat = (units: number): Shape => [1, 1, units]

export const sizeOf = ([height, width, channels]: Shape): number => height * width * channels
