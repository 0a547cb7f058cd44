// A plot by plotly, which is loaded when the first one is shown; it follows its data, its box and the theme.

import type { Data } from 'plotly.js'
import { use, useEffect, useRef, useState, type PointerEvent } from 'react'
import { usePalette, type Palette } from './colours.ts'
import { LaterContext } from './later.ts'
import { Message } from './Message.tsx'
import styles from './Plot.module.css'
import { startDrawing, type Drawing, type DrawingEvents, type PlotPoint } from './plotDrawing.ts'
import { plotLayout, type PlotLayout, type PlotTokens } from './plotLayout.ts'
import { uiWords } from './uiWords.ts'
import { useBox } from './useBox.ts'
import { useWords } from './words.tsx'

export type { PlotPoint } from './plotDrawing.ts'

/** A trace as plotly knows it: scatter, scattergl (many points) or heatmap. */
export type PlotTrace = Data

export interface PlotProps {
  /** New data is a new array: what is written into the same array later is not seen. Keep the list itself memoised. */
  traces: readonly PlotTrace[]
  /** Over the shared look; axes by `linearAxis` and `logAxis`. Keep it memoised. */
  layout?: PlotLayout
  /** What the plot shows, for screen readers; the numbers belong into the panel's table. */
  label: string
  /** The point under the pointer, undefined when there is none any more. */
  onHover?: (point: PlotPoint | undefined) => void
  /** A point was clicked. */
  onClick?: (point: PlotPoint) => void
  /** The reader points at a place of the plane, not at a point: where, in data units, pressed, dragged, let go. */
  onPlace?: (place: { x: number; y: number; phase: 'press' | 'drag' | 'release' }) => void
  className?: string
}

const nothing: PlotLayout = {}

function readTokens(element: HTMLElement, { colour }: Palette): PlotTokens {
  const { fontFamily, fontSize } = getComputedStyle(element)
  return {
    ink: colour('ink'),
    muted: colour('muted'),
    rule: colour('rule'),
    panel: colour('panel'),
    sans: fontFamily,
    small: Number.parseFloat(fontSize),
  }
}

export function Plot({ traces, layout = nothing, label, onHover, onClick, onPlace, className }: PlotProps) {
  const words = useWords(uiWords)
  const palette = usePalette()
  const mayLoad = use(LaterContext)
  const frame = useRef<HTMLDivElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const pressed = useRef(false)
  const events = useRef({ onHover, onClick })
  const [state, setState] = useState<{ thinnedTo?: number; failure?: string }>({})
  const { width, height } = useBox(frame)

  useEffect(() => {
    events.current = { onHover, onClick }
  }, [onHover, onClick])

  useEffect(() => {
    const set = (next: { thinnedTo?: number; failure?: string }) =>
      setState((old) => (old.thinnedTo === next.thinnedTo && old.failure === next.failure ? old : next))
    const on: DrawingEvents = {
      onHover: (point) => events.current.onHover?.(point),
      onClick: (point) => events.current.onClick?.(point),
      onDrawn: (thinnedTo) => set({ thinnedTo }),
      onFailure: (failure) => set({ failure }),
    }
    drawing.current = startDrawing(surface.current!, on)
    return () => drawing.current?.dispose()
  }, [])

  useEffect(() => {
    if (!mayLoad || width === 0 || height === 0) return
    const tokens = readTokens(frame.current!, palette)
    drawing.current?.show({ traces, layout: plotLayout(layout, tokens, { width, height }) })
  }, [traces, layout, width, height, palette, mayLoad])

  const place = (event: PointerEvent, phase: 'press' | 'drag' | 'release') => {
    if (!onPlace) return
    if (phase === 'press') pressed.current = false
    else if (!pressed.current) return
    const at = drawing.current?.locate(event.clientX, event.clientY, pressed.current)
    if (!at) return
    pressed.current = phase !== 'release'
    if (phase === 'press' && event.isPrimary && event.nativeEvent.isTrusted) {
      event.currentTarget.setPointerCapture(event.pointerId)
    }
    onPlace({ ...at, phase })
  }

  return (
    <div className={[styles.plot, className].filter(Boolean).join(' ')}>
      <div
        ref={frame}
        className={styles.frame}
        // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by plotly
        role="img"
        aria-label={label}
        data-placing={onPlace ? true : undefined}
        onPointerDown={(event) => place(event, 'press')}
        onPointerMove={(event) => place(event, 'drag')}
        onPointerUp={(event) => place(event, 'release')}
        onPointerCancel={(event) => place(event, 'release')}
      >
        <div ref={surface} className={styles.surface} />
      </div>
      {state.thinnedTo !== undefined && <Message>{words.noWebgl(state.thinnedTo)}</Message>}
      {state.failure !== undefined && <Message kind="warning">{words.plotFailed(state.failure)}</Message>}
    </div>
  )
}
