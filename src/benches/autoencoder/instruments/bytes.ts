// Images as bytes.

/** Grey values of [0,1] as 0 to 255; what lies beyond is cut. */
export function bytesOf(values: Float32Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))))
}
