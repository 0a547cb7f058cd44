// What kind of image a file is and how large, from its first bytes, before anything of it is decoded: a small file can
// unpack into an image that fills the memory.

export interface ImageHeader {
  readonly kind: 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'avif'
  /** null where the header does not say it */
  readonly size: { readonly width: number; readonly height: number } | null
}

/** Bytes of a file that are enough for its header, as a rule. */
export const headerBytes = 65_536

/** Null for what is no image. Reads nothing beyond the bytes. */
export function imageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tag = (at: number, text: string) =>
    text.split('').every((character, i) => bytes[at + i] === character.charCodeAt(0))
  const sized = (kind: ImageHeader['kind'], needs: number, size: () => [number, number]): ImageHeader => {
    if (bytes.length < needs) return { kind, size: null }
    const [width, height] = size()
    return { kind, size: { width, height } }
  }
  if (tag(0, '\x89PNG\r\n\x1a\n')) return sized('png', 24, () => [view.getUint32(16), view.getUint32(20)])
  if (tag(0, 'GIF8')) return sized('gif', 10, () => [view.getUint16(6, true), view.getUint16(8, true)])
  if (tag(0, 'BM') && bytes.length >= 26) {
    return sized('bmp', 26, () => [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))])
  }
  if (tag(0, 'RIFF') && tag(8, 'WEBP')) return sizeOfWebp(view, tag, sized)
  if (tag(4, 'ftypavif') || tag(4, 'ftypavis')) return { kind: 'avif', size: null }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    return { kind: 'jpeg', size: sizeOfJpeg(view) }
  }
  return null
}

function sizeOfWebp(
  view: DataView,
  tag: (at: number, text: string) => boolean,
  sized: (kind: 'webp', needs: number, size: () => [number, number]) => ImageHeader,
): ImageHeader {
  if (tag(12, 'VP8X')) {
    const three = (at: number) => 1 + view.getUint16(at, true) + 65_536 * view.getUint8(at + 2)
    return sized('webp', 30, () => [three(24), three(27)])
  }
  if (tag(12, 'VP8L')) {
    return sized('webp', 25, () => {
      const bits = view.getUint32(21, true)
      return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)]
    })
  }
  return sized('webp', 30, () => [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff])
}

/** From segment to segment to the first that starts a frame. */
function sizeOfJpeg(view: DataView): ImageHeader['size'] {
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return null
}
