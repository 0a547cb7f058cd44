// Images that come anew with every frame and are mostly the ones that were there.

/** Are these the same images? */
export function sameImages(one: Float32Array, other: Float32Array): boolean {
  return one === other || (one.length === other.length && one.every((value, i) => value === other[i]))
}
