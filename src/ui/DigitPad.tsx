// A sheet of 28×28 pixels to draw a digit on, with mouse, finger, pen or keyboard.

import {
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react'
import { wayOf } from './arrows.ts'
import { drawStroke, type PadPoint } from './brush.ts'
import { Button } from './Button.tsx'
import { centreDigit } from './centreDigit.ts'
import { usePalette } from './colours.ts'
import styles from './DigitPad.module.css'
import { paintGrid, sequentialScale } from './raster.ts'
import { uiWords } from './uiWords.ts'
import { useWords } from './words.tsx'

export interface DigitPadProps {
  /** The pad's name for screen readers. */
  label: string
  /** Ink to begin with, 784 values from 0 to 1; another array replaces what is drawn. */
  start?: Float32Array
  /** While drawing: what is on the pad, as drawn. A new array each time. */
  onDraw?: (pixels: Float32Array) => void
  /** After each stroke, and when the pad is cleared: the digit centred and scaled as MNIST's are. */
  onCommit?: (centred: Float32Array) => void
  /** Side in CSS pixels, within its border; 140 unless told. */
  size?: number
  disabled?: boolean
}

const side = 28

export function DigitPad({ label, start, onDraw, onCommit, size = 140, disabled }: DigitPadProps) {
  const words = useWords(uiWords)
  const palette = usePalette()
  const id = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pixels = useRef(new Float32Array(side * side))
  // Where the pen is down, by pointer or by keyboard; undefined while it is up.
  const pen = useRef<PadPoint>(undefined)
  const [cursor, setCursor] = useState<PadPoint & { down: boolean }>()

  const show = useCallback(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const picture = context.createImageData(side, side)
    const scale = sequentialScale(
      palette.rgb('image-paper'),
      palette.rgb('image-ink'),
      palette.rgb('unknown'),
    )
    const shape = { rows: 1, columns: 1, height: side, width: side, gap: 0 }
    paintGrid(new Uint32Array(picture.data.buffer), pixels.current, shape, scale, { low: 0, high: 1 })
    context.putImageData(picture, 0, 0)
  }, [palette])

  // In this order: what is drawn is what there is.
  useLayoutEffect(() => {
    pixels.current = start ? Float32Array.from(start) : new Float32Array(side * side)
  }, [start])
  useLayoutEffect(show, [show, start])

  const stroke = (from: PadPoint, to: PadPoint) => {
    drawStroke(pixels.current, from, to)
    show()
    onDraw?.(pixels.current.slice())
  }

  const place = (event: PointerEvent | globalThis.PointerEvent): PadPoint => {
    const box = canvas.current!.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) / box.width) * side,
      y: ((event.clientY - box.top) / box.height) * side,
    }
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (disabled || event.button !== 0) return
    // A finger's capture fails if it is gone already; then the stroke is a dot.
    if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId)
    pen.current = place(event)
    stroke(pen.current, pen.current)
  }

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!pen.current) return
    // Every place the pointer has been since the last frame, so that quick strokes are round.
    const events = event.nativeEvent.getCoalescedEvents?.() ?? []
    for (const each of events.length > 0 ? events : [event]) {
      const next = place(each)
      drawStroke(pixels.current, pen.current, next)
      pen.current = next
    }
    stroke(pen.current, pen.current)
  }

  const lift = () => {
    if (!pen.current) return
    pen.current = undefined
    onCommit?.(centreDigit(pixels.current))
  }

  const clear = () => {
    pixels.current = new Float32Array(side * side)
    show()
    onDraw?.(pixels.current.slice())
    onCommit?.(pixels.current.slice())
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (disabled) return
    const at = cursor ?? { x: side / 2, y: side / 2, down: false }
    const move = wayOf(event.key)
    const within = (value: number) => Math.min(Math.max(value, 1), side - 1)
    if (move) {
      const next = { x: within(at.x + move[0]), y: within(at.y + move[1]), down: at.down }
      if (at.down) stroke(at, next)
      setCursor(next)
    } else if (event.key === ' ') {
      setCursor({ ...at, down: !at.down })
      pen.current = at.down ? pen.current : at
      if (at.down) lift()
      else stroke(at, at)
    } else return
    event.preventDefault()
  }

  return (
    <div className={styles.pad}>
      {/* A place to draw takes keys and pointers as no plain image does. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="application"
        aria-label={label}
        aria-describedby={`${id}-help`}
        aria-disabled={disabled || undefined}
        tabIndex={disabled ? -1 : 0}
        className={styles.sheet}
        style={{ width: size, height: size }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={lift}
        onPointerCancel={lift}
        onKeyDown={onKeyDown}
        onFocus={(event) =>
          event.currentTarget.matches(':focus-visible') &&
          setCursor({ x: side / 2, y: side / 2, down: false })
        }
        onBlur={() => {
          lift()
          setCursor(undefined)
        }}
      >
        <canvas ref={canvas} className={styles.canvas} width={side} height={side} aria-hidden="true" />
        {cursor && (
          <span
            className={styles.cursor}
            data-down={cursor.down || undefined}
            style={{ left: `${(100 * cursor.x) / side}%`, top: `${(100 * cursor.y) / side}%` }}
          />
        )}
      </div>
      <span id={`${id}-help`} className="visually-hidden">
        {words.drawHere}
      </span>
      <Button className={styles.clear} onClick={clear} disabled={disabled}>
        {words.clear}
      </Button>
    </div>
  )
}
