// One plot in one place: drawn once, then brought up to date at most once per animation frame, in turn with the others.

import type { Config, Data, PlotlyHTMLElement } from 'plotly.js'
import type { PlotLayout } from './plotLayout.ts'
import { countPoints, withoutWebgl } from './thinTrace.ts'
import { takeTurn, type Turn } from './turns.ts'

export interface Figure {
  traces: readonly Data[]
  layout: PlotLayout
}

/** A point of a trace: which one, and where it is, in data units. */
export interface PlotPoint {
  trace: number
  index: number
  x: number
  y: number
}

export interface DrawingEvents {
  onHover: (point: PlotPoint | undefined) => void
  onClick: (point: PlotPoint) => void
  /** After each drawing; `thinnedTo` is the number of points where there is no WebGL and fewer are drawn. */
  onDrawn: (thinnedTo: number | undefined) => void
  onFailure: (reason: string) => void
}

export interface Drawing {
  /** Shows a figure, soon; a later one replaces one that still waits. */
  show: (figure: Figure) => void
  /** The data coordinates of a place on the screen; undefined outside the axes or before the first drawing. */
  locate: (clientX: number, clientY: number, anywhere?: boolean) => { x: number; y: number } | undefined
  dispose: () => void
}

const config: Partial<Config> = { displayModeBar: false, responsive: false, doubleClick: false }
const mostSvgPoints = 1500

/** The events that a drawing hears of. */
const heard = ['plotly_hover', 'plotly_unhover', 'plotly_click', 'plotly_webglcontextlost'] as const

// What plotly keeps on its element, as far as coordinates need it.
/* eslint-disable no-underscore-dangle -- plotly's names */
interface DrawnAxis {
  _offset: number
  _length: number
  p2d: (pixel: number) => number
}
type DrawnElement = PlotlyHTMLElement & { _fullLayout?: { xaxis?: DrawnAxis; yaxis?: DrawnAxis } }

function canvasesOf(host: HTMLElement): Set<HTMLCanvasElement> {
  return new Set(host.querySelectorAll<HTMLCanvasElement>('.gl-canvas'))
}

/** Gives WebGL contexts back at once: browsers cap them near 16, and training may need one. */
function freeContexts(canvases: Iterable<HTMLCanvasElement>): void {
  for (const canvas of canvases) {
    canvas.getContext('webgl')?.getExtension('WEBGL_lose_context')?.loseContext()
  }
}

/**
 * The host of a plot that went, with its WebGL contexts, for the next such plot: to give contexts back and to make others
 * holds the page up for a quarter of a second where no graphics card draws.
 */
let spare: DrawnElement | undefined

/** The spare host, unless its contexts were taken away meanwhile. */
function takeSpare(): DrawnElement | undefined {
  const host = spare
  spare = undefined
  const isLost = host && [...canvasesOf(host)].some((canvas) => canvas.getContext('webgl')?.isContextLost())
  return isLost ? undefined : host
}

export function startDrawing(place: HTMLElement, events: DrawingEvents): Drawing {
  let host = place.ownerDocument.createElement('div') as unknown as DrawnElement
  let pending: Figure | undefined
  let latest: Figure | undefined
  let turn: Turn | undefined
  let busy = false
  let onScreen = true
  let disposed = false
  let withWebgl = true
  let stride = 1
  let created = false

  const canvases = () => canvasesOf(host)

  const listen = () => {
    const pointOf = (event: { points: readonly unknown[] }): PlotPoint | undefined => {
      const point = event.points[0] as
        | { curveNumber: number; pointNumber: number; x: number; y: number }
        | undefined
      return point && { trace: point.curveNumber, index: point.pointNumber * stride, x: point.x, y: point.y }
    }
    host.on('plotly_hover', (event) => events.onHover(pointOf(event)))
    host.on('plotly_unhover', () => events.onHover(undefined))
    host.on('plotly_click', (event) => {
      const point = pointOf(event)
      if (point) events.onClick(point)
    })
    // The event exists, and is missing in plotly's types of `on`.
    host.on('plotly_webglcontextlost' as 'plotly_redraw', () => void startOver())
  }

  // Without WebGL plotly puts a sentence in place of the plot and tells nobody.
  const replaced = () => host.querySelector('.no-webgl') !== null

  const draw = async (figure: Figure) => {
    const plotly = await import('./plotly.ts')
    if (disposed) return
    const plain = withWebgl ? undefined : withoutWebgl(figure.traces, mostSvgPoints)
    stride = plain?.stride ?? 1
    // Plotly writes into what it is given, so it is given copies.
    const traces = (plain?.traces ?? figure.traces).map((trace) => ({ ...trace }))
    if (!created && withWebgl && traces.some(({ type }) => type === 'scattergl')) {
      const taken = takeSpare()
      if (taken) {
        host = taken
        created = true
        listen()
      }
    }
    if (host.parentNode !== place) place.replaceChildren(host)
    const before = canvases()
    if (created) await plotly.react(host, traces, { ...figure.layout }, config)
    else {
      await plotly.newPlot(host, traces, { ...figure.layout }, config)
      if (disposed) {
        const held = canvases()
        plotly.purge(host)
        return freeContexts(held)
      }
      created = true
      listen()
    }
    if (disposed) return
    const after = canvases()
    freeContexts([...before].filter((canvas) => !after.has(canvas)))
    if (withWebgl && replaced()) return startOver()
    events.onDrawn(plain && stride > 1 ? countPoints(plain.traces) : undefined)
  }

  // Draws the whole plot again, without WebGL.
  const startOver = async () => {
    if (!withWebgl || disposed) return
    withWebgl = false
    created = false
    const lost = canvases()
    const plotly = await import('./plotly.ts')
    plotly.purge(host)
    freeContexts(lost)
    if (latest) {
      pending ??= latest
      schedule()
    }
  }

  const flush = async () => {
    turn = undefined
    if (busy || disposed || !onScreen || !pending) return
    busy = true
    latest = pending
    pending = undefined
    try {
      await draw(latest)
    } catch (error) {
      if (!disposed) events.onFailure(error instanceof Error ? error.message : String(error))
    }
    busy = false
    schedule()
  }

  // A hidden page gets no animation frames, so it draws nothing until it is seen again.
  const schedule = () => {
    if (pending && !turn && !busy && onScreen && !disposed) turn = takeTurn(() => void flush())
  }

  const observer = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? true
    schedule()
  })
  observer.observe(place)

  return {
    show(figure) {
      pending = figure
      schedule()
    },
    locate(clientX, clientY, anywhere = false) {
      const { xaxis, yaxis } = host._fullLayout ?? {}
      if (!xaxis || !yaxis) return undefined
      const box = host.getBoundingClientRect()
      const x = clientX - box.left - xaxis._offset
      const y = clientY - box.top - yaxis._offset
      const inside = x >= 0 && x <= xaxis._length && y >= 0 && y <= yaxis._length
      return inside || anywhere ? { x: xaxis.p2d(x), y: yaxis.p2d(y) } : undefined
    },
    dispose() {
      disposed = true
      turn?.cancel()
      observer.disconnect()
      if (!created) return
      const held = canvases()
      if (held.size > 0 && withWebgl && !busy && spare === undefined) {
        for (const name of heard) host.removeAllListeners(name)
        host.remove()
        spare = host
        return
      }
      // Loaded it is, since something is drawn: the import is there at once.
      void import('./plotly.ts').then((plotly) => plotly.purge(host)).finally(() => freeContexts(held))
    },
  }
}
