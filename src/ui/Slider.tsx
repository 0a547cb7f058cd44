// A labelled slider with its value at the right: linear, logarithmic, or over a list of values.

import { use, useEffect, useId, useRef, type CSSProperties, type ReactNode } from 'react'
import type { ModelColour } from './colours.ts'
import { ControlContext, describedBy } from './control.ts'
import { formatSignificant } from './format.ts'
import styles from './Slider.module.css'
import { lastPosition, positionOf, valueAt, type SliderScale } from './sliderScale.ts'

export interface SliderProps {
  label: ReactNode
  /** The name for screen readers where the label is a symbol (β) or not text. */
  name?: string
  value: number
  scale: SliderScale
  /** Follows every movement. */
  onChange: (value: number) => void
  /** Once per gesture: when the thumb is let go, or after a key. */
  onCommit?: (value: number) => void
  /** How the value is written; at most three significant figures unless told. */
  format?: (value: number) => string
  /** The colour of what the slider sets; ink unless told. */
  colour?: ModelColour | 'ink'
  /** A line below. */
  hint?: ReactNode
  /** Values written below the track, at their places. */
  marks?: readonly number[]
  /** Label, track and value in one line, where there is no room for two. */
  inline?: boolean
  disabled?: boolean
}

export function Slider(props: SliderProps) {
  const {
    label,
    name,
    value,
    scale,
    onChange,
    onCommit,
    colour = 'ink',
    hint,
    marks,
    inline,
    disabled,
  } = props
  const format = props.format ?? formatSignificant
  const id = useId()
  const control = use(ControlContext)
  const input = useRef<HTMLInputElement>(null)
  const last = lastPosition(scale)
  const share = (of: number) => (last > 0 ? positionOf(scale, of) / last : 0)

  // React's change event is the browser's input event; the browser's change event is the end of a gesture.
  useEffect(() => {
    const element = input.current
    if (!element || !onCommit) return undefined
    const commit = () => onCommit(valueAt(scale, element.valueAsNumber))
    element.addEventListener('change', commit)
    return () => element.removeEventListener('change', commit)
  }, [onCommit, scale])

  const colours = {
    '--colour': `var(--${colour})`,
    '--colour-ink': colour === 'ink' ? 'var(--ink)' : `var(--${colour}-ink)`,
    '--share': share(value),
  } as CSSProperties

  return (
    <div
      className={styles.slider}
      style={colours}
      data-inline={inline || undefined}
      data-disabled={disabled || undefined}
    >
      <div className={styles.line}>
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className={styles.value}>
          {format(value)}
        </output>
      </div>
      <input
        ref={input}
        id={id}
        type="range"
        className={styles.input}
        min={0}
        max={last}
        step={1}
        value={Math.round(positionOf(scale, value))}
        aria-label={name ?? control.name}
        aria-valuetext={format(value)}
        aria-describedby={describedBy(control, hint && `${id}-hint`)}
        disabled={disabled}
        onChange={(event) => onChange(valueAt(scale, event.currentTarget.valueAsNumber))}
      />
      {marks && (
        <div className={styles.marks} aria-hidden="true">
          {marks.map((mark) => (
            <span key={mark} style={{ '--share': share(mark) } as CSSProperties}>
              {formatSignificant(mark)}
            </span>
          ))}
        </div>
      )}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}
