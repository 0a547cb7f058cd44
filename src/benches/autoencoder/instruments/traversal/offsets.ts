// Where a traversal puts a coordinate: nine places from −3 to 3 units.

export const offsets: readonly number[] = Array.from({ length: 9 }, (_, i) => -3 + 0.75 * i)

/** Coordinates that are moved at most. */
export const mostRows = 20
