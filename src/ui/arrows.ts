// The ways of the four arrow keys, for whatever is walked over in two directions.

/** One step right and down, as on a screen. */
const ways: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** The way of a key, as in KeyboardEvent.key; undefined for any other key. */
export function wayOf(key: string): readonly [right: number, down: number] | undefined {
  return ways[key]
}
