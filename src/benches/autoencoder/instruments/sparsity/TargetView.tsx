// Every unit's mean activation against a target ρ: the KL curve with a dot for each, and the units sorted below it.

import { useMemo, useState, type ReactNode } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import { Choice } from '../../../../ui/Choice.tsx'
import { usePalette } from '../../../../ui/colours.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Plot, type PlotTrace } from '../../../../ui/Plot.tsx'
import { linearAxis, type PlotLayout } from '../../../../ui/plotLayout.ts'
import { Slider } from '../../../../ui/Slider.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { settingOf } from '../../objective/term.ts'
import { term as klSparsity } from '../../objective/terms/klSparsity.ts'
import { useBench } from '../InstrumentView.tsx'
import { roundUp } from '../niceNumbers.ts'
import { useTextSize } from '../plotAreaView.tsx'
import { useSharedEnd } from '../sharedAxesView.tsx'
import type { SparsityPart } from './measure.ts'
import { klCurve, klOfUnits, shareNear } from './target.ts'
import styles from './View.module.css'
import { words as text } from './words.ts'

const path = 'objective.klSparsity.target'
const scale = { kind: 'linear', min: 0.005, max: 0.995, step: 0.005 } as const
/** The upper end of the curve's axis where all units lie below it, in nats. */
const usualTop = 1

type Axis = 'whole' | 'close'

interface TargetProps {
  readonly part: SparsityPart
  /** what else there is to be shown, where not everything is */
  readonly choice: ReactNode
}

export function Target({ part, choice }: TargetProps) {
  const bench = useBench()
  const words = useWords(text)
  const { target: ofRun, weight } = settingOf(bench.recipe, klSparsity)
  // what the reader looks at instead, for as long as the run's own target stays
  const [wanted, setWanted] = useState<{ rho: number; insteadOf: number } | null>(null)
  const [axis, setAxis] = useState<Axis>(weight > 0 ? 'close' : 'whole')
  const rho = wanted?.insteadOf === ofRun ? wanted.rho : ofRun
  const look = (value: number) =>
    setWanted({
      rho: Number(
        Math.min(scale.max, Math.max(scale.min, Math.round(value / scale.step) * scale.step)).toFixed(3),
      ),
      insteadOf: ofRun,
    })

  const kl = useMemo(() => klOfUnits(rho, part.means), [rho, part.means])
  const sum = kl.reduce((total, value) => total + value, 0)
  const near = 100 * shareNear(rho, part.means)
  const { traces, layout, beyond } = useFigure(part.means, kl, { rho, ofRun, axis })
  const written = formatSignificant(rho)

  return (
    <div className={styles.pane}>
      <div className={styles.footer}>
        {choice}
        <span>
          {words.sum} <strong data-colour="penalty">{formatSignificant(sum)}</strong> {words.nats}
        </span>
        <span>
          {words.near} <strong>{formatNumber(near, 0)} %</strong>
        </span>
        <Choice
          label={words.axis}
          value={axis}
          options={[
            { value: 'whole', label: words.whole },
            { value: 'close', label: words.close },
          ]}
          onChange={setAxis}
        />
      </div>
      <div className={styles.plot}>
        <Plot
          traces={traces}
          layout={layout}
          label={words.targetLabel(written, formatNumber(near, 0))}
          onPlace={({ x, phase }) => phase !== 'release' && look(x)}
        />
      </div>
      <div className={styles.target}>
        <Slider
          label={words.rho}
          name={words.rhoName}
          value={rho}
          scale={scale}
          colour="penalty"
          onChange={look}
        />
        <div className={styles.buttons}>
          <Button disabled={rho === ofRun} onClick={() => setWanted(null)}>
            {words.back}
          </Button>
          <Button
            disabled={rho === settingOf(bench.edited, klSparsity).target}
            onClick={() => bench.edit(path, rho)}
          >
            {words.write(written)}
          </Button>
        </div>
      </div>
      {(beyond > 0 || weight === 0) && (
        <p className={styles.hint}>
          {beyond > 0 && `${words.beyond(formatCount(beyond))}. `}
          {weight === 0 && words.off}
        </p>
      )}
    </div>
  )
}

interface Shown {
  readonly rho: number
  readonly ofRun: number
  readonly axis: Axis
}

function useFigure(
  rhoHats: Float32Array,
  kl: readonly number[],
  { rho, ofRun, axis }: Shown,
): { traces: PlotTrace[]; layout: PlotLayout; beyond: number } {
  const palette = usePalette()
  const words = useWords(text)
  const textSize = useTextSize()
  const end = useSharedEnd(`sparsity target ${axis}`, axis === 'whole' ? 1 : Math.min(1, roundUp(4 * ofRun)))
  const own = useMemo(() => {
    const inside = kl.filter((_, unit) => rhoHats[unit]! <= end)
    const highest = Math.max(...inside, 0)
    if (axis === 'whole') return highest > usualTop ? Math.min(5, roundUp(highest)) : usualTop
    return roundUp(Math.max(highest, klCurve(rho, 0, end).kl.at(-1)!, 0.01))
  }, [rhoHats, kl, rho, axis, end])
  const top = useSharedEnd(`sparsity kl ${axis}`, own)
  return useMemo(() => {
    const inside = Array.from(rhoHats.keys()).filter((unit) => rhoHats[unit]! <= end)
    const curve = klCurve(rho, 0, end)
    const sorted = rhoHats.toSorted()
    const size = rhoHats.length
    // the curve lies over the units, which have the axis at the right
    const traces: PlotTrace[] = [
      {
        type: 'scatter',
        mode: 'lines',
        yaxis: 'y2',
        x: [0, ...sorted],
        y: [0, ...sorted.keys()].map((rank, i) => (i === 0 ? 0 : rank + 1)),
        line: { color: palette.colour('code'), width: 1, shape: 'vh' },
        fill: 'tozerox',
        fillcolor: palette.colour('code-tint'),
        hoverinfo: 'none',
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: curve.rhoHat,
        y: curve.kl,
        line: { color: palette.colour('penalty'), width: 2 },
        hoverinfo: 'none',
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: inside.map((unit) => rhoHats[unit]!),
        y: inside.map((unit) => Math.min(kl[unit]!, top)),
        text: inside.map((unit) =>
          words.unitText(
            formatCount(unit + 1),
            formatSignificant(rhoHats[unit]!),
            formatSignificant(kl[unit]!),
          ),
        ),
        hoverinfo: 'text',
        marker: { color: palette.colour('code'), size: 5, opacity: 0.55 },
      },
    ]
    const line = (x: number, colour: 'penalty' | 'muted', dash: 'solid' | 'dot') => ({
      type: 'line' as const,
      xref: 'x' as const,
      yref: 'paper' as const,
      x0: x,
      x1: x,
      y0: 0,
      y1: 1,
      line: { color: palette.colour(colour), width: colour === 'penalty' ? 2 : 1, dash },
    })
    const name = (x: number, colour: 'penalty-ink' | 'muted', y: number, written: string) => ({
      xref: 'x' as const,
      yref: 'paper' as const,
      x,
      y,
      xanchor: x > 0.7 * end ? ('right' as const) : ('left' as const),
      xshift: x > 0.7 * end ? -4 : 4,
      yanchor: 'top' as const,
      showarrow: false,
      text: written,
      // over the units' line
      bgcolor: palette.colour('panel'),
      font: { color: palette.colour(colour), size: textSize },
    })
    const isOther = rho !== ofRun
    const layout: PlotLayout = {
      xaxis: linearAxis(words.rhoHat, undefined, [0, end]),
      margin: { l: textSize * 3.4, r: textSize * 3, t: textSize * 2, b: textSize * 3.2, pad: textSize * 0.4 },
      yaxis: {
        ...linearAxis(words.kl, words.nats, [0, top * 1.05]),
        overlaying: 'y2',
        tickmode: 'array',
        tickvals: [0, top / 2, top],
        ticktext: [0, top / 2, top].map((value) => formatSignificant(value)),
      },
      yaxis2: {
        range: [0, size * 1.05],
        side: 'right',
        showgrid: false,
        tickmode: 'array',
        tickvals: [0, size],
        ticktext: [0, size].map(formatCount),
      },
      shapes: [...(isOther ? [line(ofRun, 'muted', 'dot')] : []), line(rho, 'penalty', 'solid')],
      annotations: [
        {
          xref: 'paper',
          yref: 'paper',
          x: 1,
          y: 1,
          xanchor: 'right',
          xshift: textSize * 2.6,
          yanchor: 'bottom',
          yshift: textSize * 0.4,
          showarrow: false,
          text: words.sorted,
          font: { color: palette.colour('code-ink'), size: textSize },
        },
        name(rho, 'penalty-ink', 0.76, words.rhoHere(formatSignificant(rho))),
        ...(isOther ? [name(ofRun, 'muted', 0.6, words.ofRun(formatSignificant(ofRun)))] : []),
      ],
    }
    const beyond = kl.filter((value) => value > top).length
    return { traces, layout, beyond }
  }, [rhoHats, kl, rho, ofRun, end, top, palette, words, textSize])
}
