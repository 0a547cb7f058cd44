// The way from one code to the other over the scatter of test codes, in data units.

import { useMemo, useRef } from 'react'
import { usePalette } from '../../../../ui/colours.ts'
import { formatCount } from '../../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { useWords } from '../../../../ui/words.tsx'
import { equalScales, limitsAround } from '../codePlane/limits.ts'
import { coordinateName } from '../coordinateName.ts'
import { pointSize, usePlotArea, useTextSize } from '../plotAreaView.tsx'
import { useSharedRange } from '../sharedAxesView.tsx'
import styles from './View.module.css'
import { words as text } from './words.ts'

const margins = { left: 3, right: 1, top: 2, bottom: 3.6 }
/** Test codes that are drawn at most. */
const most = 800

interface PathProps {
  /** (places × 2) */
  readonly codes: Float32Array
  /** all test codes (images × 2) */
  readonly points: Float32Array
}

export function PathView({ codes, points }: PathProps) {
  const words = useWords(text)
  const palette = usePalette()
  const textSize = useTextSize()
  const box = useRef<HTMLDivElement>(null)
  const area = usePlotArea(box, margins)
  const every = Math.max(1, Math.floor(points.length / 2 / most))
  const traces = useMemo<PlotTrace[]>(() => {
    const axis = (values: Float32Array, which: 0 | 1, stride: number) =>
      Array.from({ length: Math.ceil(values.length / 2 / stride) }, (_, i) => values[2 * i * stride + which]!)
    const [x, y] = [axis(codes, 0, 1), axis(codes, 1, 1)]
    return [
      {
        type: 'scatter',
        mode: 'markers',
        x: axis(points, 0, every),
        y: axis(points, 1, every),
        marker: { color: palette.colour('muted'), size: pointSize(textSize, 3), opacity: 0.35 },
        hoverinfo: 'none',
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        x,
        y,
        line: { color: palette.colour('code'), width: 2 },
        marker: { color: palette.colour('code'), size: pointSize(textSize, 6) },
        hoverinfo: 'none',
      },
    ]
  }, [codes, points, every, palette, textSize])
  const own = useMemo(() => limitsAround(points, null), [points])
  const acrossRange = useSharedRange('interpolation x', own.x)
  const upRange = useSharedRange('interpolation y', own.y)
  const layout = useMemo<PlotLayout>(() => {
    if (!area) return {}
    const shown = equalScales({ x: acrossRange, y: upRange }, area)
    const last = codes.length / 2 - 1
    // each name stands beyond its end, off the path
    const end = (place: number, name: string) => {
      const other = last - place
      const [across, up] = [0, 1].map((axis) => codes[2 * place + axis]! - codes[2 * other + axis]!) as [
        number,
        number,
      ]
      const away = (1.1 * area.text) / (Math.hypot(across, up) || 1)
      return {
        x: codes[2 * place]!,
        y: codes[2 * place + 1]!,
        text: `<b>${name}</b>`,
        showarrow: false,
        xshift: across * away,
        yshift: up * away,
        bgcolor: palette.colour('panel'),
        borderpad: 0,
        font: { color: palette.colour('ink'), size: area.text + 1 },
      }
    }
    return {
      margin: area.margin,
      xaxis: { ...linearAxis(coordinateName(0), undefined, shown.x), dtick: shown.step },
      yaxis: { ...linearAxis(coordinateName(1), undefined, shown.y), dtick: shown.step },
      annotations: [end(0, words.first), end(last, words.second)],
    }
  }, [area, codes, acrossRange, upRange, palette, words])
  return (
    <figure className={styles.path}>
      <div className={styles.plot} ref={box}>
        {area && <Plot traces={traces} layout={layout} label={words.path} />}
      </div>
      <figcaption className={styles.small}>
        {words.some(formatCount(Math.ceil(points.length / 2 / every)), formatCount(points.length / 2))}
      </figcaption>
    </figure>
  )
}
