// A sheet that shows an image to be painted on, with mouse, finger, pen or keyboard.

import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { wayOf } from '../../../../ui/arrows.ts'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { side } from '../../shapes.ts'
import type { Place } from './paint.ts'
import styles from './View.module.css'

interface PaintPadProps {
  /** 784 values, with the paint */
  readonly image: Float32Array
  /** CSS pixels per image pixel */
  readonly scale: number
  /** diameter of the brush, image pixels */
  readonly width: number
  readonly label: string
  readonly help: string
  readonly onStroke: (from: Place, to: Place) => void
}

export function PaintPad({ image, scale, width, label, help, onStroke }: PaintPadProps) {
  const id = useId()
  const sheet = useRef<HTMLButtonElement>(null)
  const pen = useRef<Place | null>(null)
  const [cursor, setCursor] = useState<(Place & { down: boolean }) | null>(null)

  const placeOf = (event: PointerEvent): Place => {
    const box = sheet.current!.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) / box.width) * side,
      y: ((event.clientY - box.top) / box.height) * side,
    }
  }
  const strokeTo = (to: Place) => {
    onStroke(pen.current ?? to, to)
    pen.current = to
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    if (event.isTrusted) event.currentTarget.setPointerCapture(event.pointerId)
    pen.current = null
    strokeTo(placeOf(event))
  }
  const lift = () => {
    pen.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = cursor ?? { x: side / 2, y: side / 2, down: false }
    const move = wayOf(event.key)
    if (move) {
      const within = (value: number) => Math.min(Math.max(value, 0.5), side - 0.5)
      const next = { x: within(at.x + move[0]), y: within(at.y + move[1]), down: at.down }
      if (at.down) onStroke(at, next)
      setCursor(next)
    } else if (event.key === ' ') {
      if (!at.down) onStroke(at, at)
      setCursor({ ...at, down: !at.down })
    } else return
    event.preventDefault()
  }

  return (
    <div className={styles.sheet}>
      <ImageGrid images={image} columns={1} pixel={scale} label={label} />
      <button
        ref={sheet}
        type="button"
        className={styles.keys}
        aria-label={label}
        aria-describedby={id}
        onPointerDown={onPointerDown}
        onPointerMove={(event) => pen.current && strokeTo(placeOf(event))}
        onPointerUp={lift}
        onPointerCancel={lift}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(null)}
      />
      {cursor && (
        <span
          className={styles.cursor}
          data-down={cursor.down || undefined}
          style={{
            left: cursor.x * scale,
            top: cursor.y * scale,
            width: width * scale,
            height: width * scale,
          }}
        />
      )}
      <span id={id} hidden>
        {help}
      </span>
    </div>
  )
}
