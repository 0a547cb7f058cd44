// Where in its box a plot draws its data, known beforehand, so that what lies over the plot lies at its place.

import { useEffect, useMemo, useState, type RefObject } from 'react'
import { usePalette } from '../../../ui/colours.ts'
import { useBox } from '../../../ui/useBox.ts'

/** Room around the data, in heights of the axis numbers. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** All in CSS pixels. */
export interface PlotArea {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** size of the axis numbers */
  readonly text: number
  /** for plotly's layout */
  readonly margin: {
    readonly l: number
    readonly r: number
    readonly t: number
    readonly b: number
    readonly pad: number
  }
}

/** The area of the plot that fills `box`; null before it is laid out. Keep `margins` the same object. */
export function usePlotArea(box: RefObject<HTMLElement | null>, margins: Margins): PlotArea | null {
  const { width, height } = useBox(box)
  const text = useTextSize()
  return useMemo(() => {
    const margin = {
      l: Math.round(margins.left * text),
      r: Math.round(margins.right * text),
      t: Math.round(margins.top * text),
      b: Math.round(margins.bottom * text),
      pad: text * 0.4,
    }
    const inner = { width: width - margin.l - margin.r, height: height - margin.t - margin.b }
    if (inner.width < 1 || inner.height < 1) return null
    return { left: margin.l, top: margin.t, ...inner, text, margin }
  }, [width, height, text, margins])
}

/** The smallest text size of the theme in force, in CSS pixels; before an audience it follows the window's size. */
export function useTextSize(): number {
  const { theme } = usePalette()
  const [resized, setResized] = useState(0)
  useEffect(() => {
    const hear = () => setResized((times) => times + 1)
    addEventListener('resize', hear)
    return () => removeEventListener('resize', hear)
  }, [])
  return useMemo(() => sizeIn(theme, resized), [theme, resized])
}

/** The width of a point in a cloud of thousands, CSS pixels: at least `least`, and larger where type is. */
export function pointSize(text: number, least: number): number {
  return Math.max(least, Math.round(0.3 * text))
}

function sizeIn(_theme: string, _resized: number): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--text-tiny')) || 11
}
