// What a part of the page shows, as SVG: boxes, text, drawings, and canvases as embedded images.

/** Shapes of a drawing that its style decides, and not its attributes. */
const drawnStyles = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'vector-effect',
  'overflow',
  'visibility',
  'display',
] as const

/** What a reader works with has no place in a picture. */
const controls = 'button, input, select, textarea, label, dialog, [popover]'

export interface Drawn {
  /** SVG elements, placed from the upper left corner of the root */
  readonly elements: string
  /** families of the fonts in it */
  readonly fonts: ReadonlySet<string>
  /** are there canvases in it, which are pixels in an SVG, too? */
  readonly hasPixels: boolean
}

/** Draws `root` as it stands on the screen. */
export function drawnElements(root: Element): Drawn {
  const { left, top } = root.getBoundingClientRect()
  const origin = { left, top }
  const fonts = new Set<string>()
  const parts: string[] = []

  function visit(node: Node): void {
    if (node instanceof Text) parts.push(...textOf(node, origin, fonts))
    if (!(node instanceof Element) || node.matches(controls)) return
    const style = getComputedStyle(node)
    if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return
    const box = node.getBoundingClientRect()
    // hidden but for screen readers, or collapsed
    if (style.position === 'absolute' && box.width <= 1 && box.height <= 1) return
    const place = placed(box, origin)
    if (node instanceof SVGSVGElement) {
      parts.push(drawingOf(node, place, fonts))
      return
    }
    if (node instanceof HTMLCanvasElement) {
      parts.push(canvasOf(node, style, place))
      return
    }
    parts.push(...boxOf(style, place))
    node.childNodes.forEach(visit)
  }

  visit(root)
  return { elements: parts.join('\n'), fonts, hasPixels: root.querySelector('canvas') !== null }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function placed(box: DOMRect, { left, top }: { left: number; top: number }): Place {
  return { x: box.left - left, y: box.top - top, width: box.width, height: box.height }
}

const at = ({ x, y, width, height }: Place): string =>
  `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`

const short = (value: number): string => String(Math.round(value * 100) / 100)

/** Its surface and its lines, where it has any. */
function boxOf(style: CSSStyleDeclaration, place: Place): string[] {
  const { x, y, width, height } = place
  if (width === 0 || height === 0) return []
  const drawn: string[] = []
  if (!isClear(style.backgroundColor)) {
    const round = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, height / 2, width / 2)
    drawn.push(`<rect ${at(place)} rx="${short(round)}" fill="${style.backgroundColor}"/>`)
  }
  const ends = {
    Top: [x, y, x + width, y],
    Bottom: [x, y + height, x + width, y + height],
    Left: [x, y, x, y + height],
    Right: [x + width, y, x + width, y + height],
  } as const
  for (const [side, [x1, y1, x2, y2]] of Object.entries(ends)) {
    const thickness = Number.parseFloat(style[`border${side as keyof typeof ends}Width`])
    const colour = style[`border${side as keyof typeof ends}Color`]
    if (!(thickness > 0) || isClear(colour)) continue
    drawn.push(
      `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}" stroke="${colour}" stroke-width="${thickness}"/>`,
    )
  }
  return drawn
}

function isClear(colour: string): boolean {
  return colour === 'transparent' || /^rgba\(.*, 0\)$/.test(colour)
}

/** One image pixel stays one square, where the page shows it so. */
function canvasOf(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, place: Place): string {
  if (canvas.width === 0 || canvas.height === 0) return ''
  const sharp = style.imageRendering === 'auto' ? '' : ' style="image-rendering:pixelated"'
  return `<image ${at(place)} preserveAspectRatio="none"${sharp} href="${canvas.toDataURL('image/png')}"/>`
}

/** A drawing with the styles that the page's rules give it written into it. */
function drawingOf(svg: SVGSVGElement, place: Place, fonts: Set<string>): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = [svg, ...svg.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  originals.forEach((original, i) => {
    const style = getComputedStyle(original)
    const written = drawnStyles.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';')
    copies[i]!.setAttribute('style', written)
    copies[i]!.removeAttribute('class')
    if (original instanceof SVGTextElement) addFamilies(fonts, style)
  })
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, short(value))
  return new XMLSerializer().serializeToString(copy)
}

/** A text line by line, each as long as it is on the page whatever font draws it. */
function textOf(node: Text, origin: { left: number; top: number }, fonts: Set<string>): string[] {
  const text = node.data
  const parent = node.parentElement
  if (text.trim() === '' || parent === null) return []
  const style = getComputedStyle(parent)
  addFamilies(fonts, style)
  const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  return linesOf(node).map(({ words, box }) => {
    const { x, y, width, height } = placed(box, origin)
    const spaced = `textLength="${short(width)}" lengthAdjust="spacingAndGlyphs"`
    const look = `font-family:${style.fontFamily};font-size:${style.fontSize};font-weight:${style.fontWeight};font-style:${style.fontStyle}`
    return `<text x="${short(x)}" y="${short(y + height * ascentOf(font))}" ${spaced} fill="${style.color}" style="${escaped(look)}" xml:space="preserve">${escaped(words)}</text>`
  })
}

function linesOf(node: Text): { words: string; box: DOMRect }[] {
  const range = document.createRange()
  const lines: { from: number; to: number; top: number }[] = []
  for (let i = 0; i < node.data.length; i++) {
    range.setStart(node, i)
    range.setEnd(node, i + 1)
    const [box] = range.getClientRects()
    if (!box || box.width === 0) continue
    const last = lines.at(-1)
    if (last && Math.abs(last.top - box.top) < box.height / 2) last.to = i + 1
    else lines.push({ from: i, to: i + 1, top: box.top })
  }
  return lines.map(({ from, to }) => {
    range.setStart(node, from)
    range.setEnd(node, to)
    return { words: node.data.slice(from, to).replace(/\s+/g, ' '), box: range.getBoundingClientRect() }
  })
}

/** Where the baseline lies in a line's box, from above, as a share. */
function ascentOf(font: string): number {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return 0.8
  context.font = font
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText('x')
  return up / (up + down)
}

function addFamilies(fonts: Set<string>, { fontFamily }: CSSStyleDeclaration): void {
  for (const family of fontFamily.split(',')) fonts.add(family.trim().replaceAll(/["']/g, ''))
}

/** Text inside an XML element or attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
