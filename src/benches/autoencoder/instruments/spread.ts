// Labels at the ends of curves, kept apart.

/**
 * Heights (any unit, any order) moved apart until neighbours are at least `distance` from each other, all within
 * [low, high] where there is room; each as near to its own place as those above it allow.
 */
export function spread(
  heights: readonly number[],
  distance: number,
  [low, high]: readonly [number, number],
): number[] {
  const order = heights.map((_, i) => i).toSorted((a, b) => heights[a]! - heights[b]!)
  const places = heights.map((height) => Math.min(Math.max(height, low), high))
  order.forEach((i, rank) => {
    const below = order[rank - 1]
    if (below !== undefined) places[i] = Math.max(places[i]!, places[below]! + distance)
  })
  // what was pushed out at the top pushes back
  let top = high
  for (const i of order.toReversed()) {
    places[i] = Math.min(places[i]!, top)
    top = places[i] - distance
  }
  return places
}
