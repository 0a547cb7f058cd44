// Images as bytes.

/** Grey values of [0,1] as 0 to 255; what lies beyond is cut. */
export function bytesOf(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i++) bytes[i] = Math.round(255 * Math.min(1, Math.max(0, values[i]!)))
  return bytes
}
