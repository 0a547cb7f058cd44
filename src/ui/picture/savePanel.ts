// A panel as a file: its numbers as CSV, its picture as SVG or PNG with caption, recipe and link inside. Loaded when a reader
// saves one.

import { readColour } from '../colours.ts'
import { toCsv, type Table } from '../csv.ts'
import { saveFile } from '../saveFile.ts'
import { drawnElements, escaped } from './drawnElements.ts'
import { embeddedFonts } from './embeddedFonts.ts'
import { withTexts } from './pngText.ts'

/** Where a picture comes from, to be kept in its file. */
export interface Origin {
  /** one line below the picture */
  readonly caption: string
  readonly link: string
  /** JSON */
  readonly recipe: string
}

export interface PanelPicture {
  readonly title: string
  /** what is shown, in which units */
  readonly note: string
  /** the part of the page to be drawn */
  readonly body: Element
  readonly origin: Origin
  /** said where canvases are embedded as pixels */
  readonly pixelNote: string
}

export function saveTable(fileName: string, table: Table): void {
  saveFile(`${fileName}.csv`, toCsv(table))
}

export async function saveSvg(fileName: string, picture: PanelPicture): Promise<void> {
  saveFile(`${fileName}.svg`, (await svgOf(picture)).text, 'image/svg+xml')
}

export async function savePng(fileName: string, picture: PanelPicture): Promise<void> {
  const { title, note, origin } = picture
  const bytes = await rasterOf(await svgOf(picture))
  const texts = {
    Title: title,
    Description: `${note}. ${origin.caption}`,
    Source: origin.link,
    Software: 'Bottleneck',
    Recipe: origin.recipe,
  }
  saveFile(`${fileName}.png`, withTexts(bytes, texts), 'image/png')
}

interface Svg {
  readonly text: string
  readonly width: number
  readonly height: number
}

const margin = 12
const line = 16

async function svgOf({ title, note, body, origin, pixelNote }: PanelPicture): Promise<Svg> {
  const { width: inner, height: drawnHeight } = body.getBoundingClientRect()
  const { elements, fonts, hasPixels } = drawnElements(body)
  const style = getComputedStyle(document.body)
  const [ink, muted, panel] = [readColour('ink'), readColour('muted'), readColour('panel')]
  const [width, notes, captions] = [
    Math.ceil(inner) + 2 * margin,
    wrapped(note, 11, inner, style.fontFamily),
    wrapped(origin.caption, 11, inner, style.fontFamily),
  ]
  const top = margin + 18 + notes.length * line
  const height = Math.ceil(top + drawnHeight + captions.length * line + 1.5 * margin)
  const text = (words: string, y: number, look: string) =>
    `<text x="${margin}" y="${y}" style="font-family:${escaped(style.fontFamily)};${look}">${escaped(words)}</text>`
  const small = `font-size:11px;fill:${muted}`
  const families = new Set([
    ...fonts,
    ...style.fontFamily.split(',').map((family) => family.trim().replaceAll('"', '')),
  ])
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped([note, origin.caption, ...(hasPixels ? [pixelNote] : []), origin.link].join('\n'))}</desc>`,
    `<metadata><bottleneck xmlns="https://bottleneck.invalid/recipe" link="${escaped(origin.link)}">${escaped(origin.recipe)}</bottleneck></metadata>`,
    `<style>${await embeddedFonts(families)}</style>`,
    `<rect width="100%" height="100%" fill="${panel}"/>`,
    text(title, margin + 12, `font-size:13px;font-weight:600;fill:${ink}`),
    ...notes.map((words, i) => text(words, margin + 12 + (i + 1) * line, small)),
    `<svg x="${margin}" y="${top}" width="${inner}" height="${drawnHeight}">`,
    elements,
    '</svg>',
    ...captions.map((words, i) => text(words, top + drawnHeight + (i + 1) * line, small)),
    '</svg>',
  ]
  return { text: parts.join('\n'), width, height }
}

/** Words in lines that are at most `width` wide. */
function wrapped(text: string, size: number, width: number, family: string): string[] {
  const context = document.createElement('canvas').getContext('2d')!
  context.font = `${size}px ${family}`
  const lines: string[] = []
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && context.measureText(longer).width <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** Two pixels for each of the page's, so that it is sharp in print and on a projector. */
const density = 2

async function rasterOf({ text, width, height }: Svg): Promise<Uint8Array> {
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  try {
    const image = new Image(width, height)
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * density
    canvas.height = height * density
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob === null) throw new Error('the browser gave no room for it')
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}
