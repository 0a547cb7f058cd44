// Texts inside a PNG: iTXt chunks before its end (PNG specification, third edition, 11.3.3.4).

/** The file with these texts, each under a keyword of 1 to 79 Latin letters; of UTF-8, not compressed. */
export function withTexts(png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const chunks = Object.entries(texts).map(([keyword, text]) => chunkOf(keyword, text))
  const end = png.length - endLength
  const bytes = new Uint8Array(png.length + chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  bytes.set(png.subarray(0, end))
  let at = end
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  bytes.set(png.subarray(end), at)
  return bytes
}

/** bytes of the chunk IEND */
const endLength = 12

function chunkOf(keyword: string, text: string): Uint8Array {
  const encoder = new TextEncoder()
  // keyword, 0; not compressed, 0; no language, 0; no translated keyword, 0; text
  const data = [...encoder.encode(`iTXt${keyword}`), 0, 0, 0, 0, 0, ...encoder.encode(text)]
  const chunk = new Uint8Array(data.length + 8)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, data.length - 4)
  chunk.set(data, 4)
  view.setUint32(data.length + 4, crc32(chunk.subarray(4, data.length + 4)))
  return chunk
}

/** The cyclic redundancy code of PNG's chunks: polynomial 0xEDB88320, reflected. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
