// Decodes an image file off the page's thread, to grey and no larger than need be; one that would fill the memory never.

import { headerBytes, imageHeader } from './imageHeader.ts'
import { nameOf, startOf, type OwnFile } from './bytes.ts'
import { greyOf, type GreyImage } from './grey.ts'
import { UnusableFile } from './ownSet.ts'

const largestFile = 50_000_000
const mostPixels = 40_000_000
/** The longer side is scaled down to this before anything else. */
const keptSide = 896

/** @throws UnusableFile that says why it is none */
export async function decodeImage(own: OwnFile): Promise<GreyImage> {
  const name = nameOf(own)
  const { file } = own
  if (file.size > largestFile) {
    const megabytes = Math.round(file.size / 1e6).toLocaleString('en')
    throw new UnusableFile(
      `${name} has ${megabytes} MB; an image file has at most ${largestFile / 1e6} here. Save it smaller.`,
    )
  }
  const header = imageHeader(await startOf(own, headerBytes))
  if (header === null) throw new UnusableFile(await noImage(own))
  if (header.size !== null && header.size.width * header.size.height > mostPixels) {
    const { width, height } = header.size
    throw new UnusableFile(
      `${name} has ${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels, more than ${mostPixels / 1e6} million. Save it smaller.`,
    )
  }
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' })
  } catch (error) {
    throw new UnusableFile(
      `${name} begins as a ${header.kind.toUpperCase()} image but cannot be decoded: it is damaged, or of a kind that this browser does not know. Save it anew as PNG.`,
      { cause: error },
    )
  }
  const scale = Math.min(1, keptSide / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [
    Math.max(1, Math.round(scale * bitmap.width)),
    Math.max(1, Math.round(scale * bitmap.height)),
  ]
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new UnusableFile(`${name} cannot be decoded: this browser gives no canvas.`)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return greyOf(context.getImageData(0, 0, width, height).data, width, height)
}

async function noImage(own: OwnFile): Promise<string> {
  const name = nameOf(own)
  if (own.file.size === 0) return `${name} is empty.`
  const start = new TextDecoder().decode(await startOf(own, 1000))
  if (/<svg[\s>]/i.test(start)) return `${name} is an SVG, a drawing without pixels. Save it as PNG.`
  return `${name} is no image that can be read here. PNG, JPEG, WebP, GIF, BMP and AVIF can.`
}
