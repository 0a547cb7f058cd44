// The plane of two coordinates in data units: posterior ellipses, or the density of all of them, over the prior's circles.

import { useId, useMemo, useRef, useState, type PointerEvent } from 'react'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Heat } from '../../../../ui/Heat.tsx'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { useWords } from '../../../../ui/words.tsx'
import { pixels } from '../../shapes.ts'
import { classNameOf } from '../classNames.ts'
import { equalScales } from '../codePlane/limits.ts'
import { nearestPoint, type Place } from '../codePlane/plane.ts'
import { coordinateName } from '../coordinateName.ts'
import { useBench } from '../InstrumentView.tsx'
import layout from '../Layout.module.css'
import { usePlotArea, type PlotArea } from '../plotAreaView.tsx'
import { useUnlabelled } from '../unlabelledView.tsx'
import { cells } from './aggregate.ts'
import type { PosteriorsPart, SamplesAnswer } from './measure.ts'
import points from '../Points.module.css'
import styles from './View.module.css'
import { words as text } from './words.ts'

/** What is drawn: some images' posteriors, the aggregate's density, or samples of the chosen image. */
export type Mode = 'posteriors' | 'aggregate' | 'samples'

interface PlaneProps {
  readonly part: PosteriorsPart
  readonly mode: Mode
  /** the plane goes at least from −reach to reach */
  readonly reach: number
  readonly zoomed: boolean
  readonly samples: SamplesAnswer | null
  readonly isPale: boolean
}

const margins = { left: 2.2, right: 0.6, top: 0.6, bottom: 1.7 }
/** Pixels from an ellipse's middle within which the pointer means it. */
const reachable = 14
const radii = [1, 2, 3]
/** Standard deviations around the chosen image that the zoom shows. */
const zoomWidth = 4

/** The posterior of what goes through the strip, in the two coordinates shown. */
interface Gaussian extends Place {
  readonly across: number
  readonly up: number
}

export function PlaneView({ part, mode, reach, zoomed, samples, isPale }: PlaneProps) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const keys = useRef<HTMLInputElement>(null)
  const clip = useId()
  const area = usePlotArea(box, margins)
  const [hovered, setHovered] = useState<number | null>(null)
  const [focused, setFocused] = useState(false)
  const chosen = useChosenGaussian(part)
  const shown = useMemo(
    () => area && scaleOf(reach, zoomed ? chosen : null, area),
    [reach, zoomed, chosen, area],
  )
  const count = part.indices.length
  const chosenAt = bench.chosen.kind === 'test' ? part.indices.indexOf(bench.chosen.index) : -1
  const [across, up] = [coordinateName(part.first), coordinateName(part.second)]
  const label = {
    posteriors: words.label(formatCount(count), across, up),
    aggregate: words.aggregateLabel(formatCount(part.images), across, up),
    samples: words.samplesLabel(formatCount(samples ? samples.images.length / pixels : 0)),
  }[mode]
  const tell = (at: number) => {
    const index = part.indices[at]!
    const name = bench.test ? classNameOf(bench.recipe.data, bench.test.labels[index]!) : ''
    const [first, second] = gaussianLines(part, at, words.gaussian)
    return { image: words.image(formatCount(index), name), first, second }
  }
  const pick = (at: number) => bench.choose({ kind: 'test', index: part.indices[at]! })

  const nearest = (event: PointerEvent<HTMLElement>): number | null => {
    if (!shown || mode !== 'posteriors') return null
    const frame = event.currentTarget.getBoundingClientRect()
    const place = shown.placeAt(event.clientX - frame.left, event.clientY - frame.top)
    return nearestPoint(part.means, place, { x: shown.perUnit, y: shown.perUnit }, reachable)
  }
  const told = hovered ?? (focused && chosenAt >= 0 ? chosenAt : null)
  return (
    <div
      className={`${layout.picture} ${styles.plane}`}
      ref={box}
      data-pale={isPale || undefined}
      onPointerMove={(event) => setHovered(nearest(event))}
      onPointerLeave={() => setHovered(null)}
      onPointerDown={(event) => {
        const at = nearest(event)
        if (at === null) return
        pick(at)
        keys.current?.focus({ preventScroll: true })
        event.preventDefault()
      }}
    >
      {area && shown && (
        <>
          {mode === 'aggregate' && <Density part={part} shown={shown} area={area} label={label} />}
          <svg
            className={styles.svg}
            width="100%"
            height="100%"
            // eslint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn by elements
            role="img"
            aria-label={label}
          >
            <clipPath id={clip}>
              <rect x={area.left} y={area.top} width={area.width} height={area.height} />
            </clipPath>
            <Axes shown={shown} area={area} across={across} up={up} isPlain={mode === 'aggregate'} />
            <g clipPath={`url(#${clip})`}>
              <Prior shown={shown} />
              {mode === 'posteriors' && <Ellipses part={part} shown={shown} told={told} />}
              {mode === 'samples' && samples && <Cloud part={part} samples={samples} shown={shown} />}
              {chosen && mode !== 'aggregate' && <Chosen gaussian={chosen} shown={shown} />}
              <PriorNames part={part} shown={shown} area={area} />
            </g>
          </svg>
          {mode === 'posteriors' && (
            <>
              <input
                ref={keys}
                className={points.keys}
                type="range"
                min={0}
                max={count - 1}
                step={1}
                value={Math.max(0, chosenAt)}
                aria-label={words.keys}
                aria-valuetext={chosenAt < 0 ? words.none : Object.values(tell(chosenAt)).join('; ')}
                onFocus={() => setFocused(true)}
                onBlur={() => setFocused(false)}
                onChange={(event) => pick(event.currentTarget.valueAsNumber)}
              />
              <div className={points.focus} />
            </>
          )}
          {mode === 'posteriors' && told !== null && told < count && (
            <Card part={part} at={told} shown={shown} area={area} lines={Object.values(tell(told))} />
          )}
        </>
      )}
    </div>
  )
}

/** Mean and deviation of one of the images in both coordinates, in words. */
function gaussianLines(
  part: PosteriorsPart,
  at: number,
  say: (name: string, mean: string, deviation: string) => string,
): [string, string] {
  const line = (axis: 0 | 1, index: number) =>
    say(
      coordinateName(index),
      formatNumber(part.means[at * 2 + axis]!, 2),
      formatNumber(part.deviations[at * 2 + axis]!, 2),
    )
  return [line(0, part.first), line(1, part.second)]
}

function useChosenGaussian({ first, second, size }: PosteriorsPart): Gaussian | null {
  const { passage } = useBench()
  const isUnlabelled = useUnlabelled() !== null
  return useMemo(() => {
    const variances = passage?.logVariance
    if (!passage || !variances || passage.code.length !== size || isUnlabelled) return null
    return {
      x: passage.code[first]!,
      y: passage.code[second]!,
      across: Math.exp(variances[first]! / 2),
      up: Math.exp(variances[second]! / 2),
    }
  }, [passage, first, second, size, isUnlabelled])
}

interface Shown {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** distance of the grid's lines */
  readonly step: number
  /** pixels per unit, across and up alike */
  readonly perUnit: number
  readonly pixelOf: (x: number, y: number) => Place
  readonly placeAt: (left: number, top: number) => Place
}

function scaleOf(reach: number, around: Gaussian | null, area: PlotArea): Shown {
  const half = around ? zoomWidth * Math.max(around.across, around.up) : reach
  const [middleX, middleY] = around ? [around.x, around.y] : [0, 0]
  const limits = { x: [middleX - half, middleX + half], y: [middleY - half, middleY + half] } as const
  const { x, y, step } = equalScales(limits, area)
  const perUnit = area.width / (x[1] - x[0])
  return {
    x,
    y,
    step,
    perUnit,
    pixelOf: (across, up) => ({
      x: area.left + (across - x[0]) * perUnit,
      y: area.top + (y[1] - up) * perUnit,
    }),
    placeAt: (left, top) => ({
      x: x[0] + (left - area.left) / perUnit,
      y: y[1] - (top - area.top) / perUnit,
    }),
  }
}

function ticks([low, high]: readonly [number, number], step: number): number[] {
  const from = Math.ceil(low / step)
  return Array.from({ length: Math.max(0, Math.floor(high / step) - from + 1) }, (_, i) =>
    Number(((from + i) * step).toPrecision(12)),
  )
}

interface Drawn {
  readonly shown: Shown
  readonly area: PlotArea
}

function Axes({
  shown,
  area,
  across,
  up,
  isPlain,
}: Drawn & { across: string; up: string; isPlain: boolean }) {
  const right = area.left + area.width
  const bottom = area.top + area.height
  return (
    <g className={styles.axes}>
      {ticks(shown.x, shown.step).map((z) => {
        const { x } = shown.pixelOf(z, 0)
        return (
          <g key={z}>
            {!isPlain && <line x1={x} x2={x} y1={area.top} y2={bottom} />}
            <text x={x} y={bottom + area.text * 1.3} textAnchor="middle">
              {formatSignificant(z)}
            </text>
          </g>
        )
      })}
      {ticks(shown.y, shown.step).map((z) => {
        const { y } = shown.pixelOf(0, z)
        return (
          <g key={z}>
            {!isPlain && <line x1={area.left} x2={right} y1={y} y2={y} />}
            <text x={area.left - area.text * 0.5} y={y} textAnchor="end" dominantBaseline="central">
              {formatSignificant(z)}
            </text>
          </g>
        )
      })}
      <text className={styles.axis} x={right - area.text * 0.3} y={bottom - area.text * 0.4} textAnchor="end">
        {across}
      </text>
      <text className={styles.axis} x={area.left + area.text * 0.4} y={area.top + area.text}>
        {up}
      </text>
    </g>
  )
}

function Prior({ shown }: { shown: Shown }) {
  const { x, y } = shown.pixelOf(0, 0)
  return radii.map((radius) => (
    <circle key={radius} className={styles.prior} cx={x} cy={y} r={radius * shown.perUnit} />
  ))
}

/** Straight above or below the origin, where fewer of the means stand; the outermost alone where they are close. */
function PriorNames({ part, shown, area }: Drawn & { part: PosteriorsPart }) {
  const words = useWords(text)
  const way = meansNear(part, 1) > meansNear(part, -1) ? -1 : 1
  const named = shown.perUnit > 1.25 * area.text ? radii : radii.slice(-1)
  const [width, height] = [2.1 * area.text, 1.15 * area.text]
  return named.map((radius) => {
    const { x, y } = shown.pixelOf(0, way * radius)
    return (
      <g key={radius} className={styles.priorName}>
        <rect x={x - width / 2} y={y - height / 2} width={width} height={height} />
        <text x={x} y={y}>
          {words.prior(formatCount(radius))}
        </text>
      </g>
    )
  })
}

/** How many means are beside the upright axis, on this side of the origin as far as the circles go. */
function meansNear({ indices, means }: PosteriorsPart, way: 1 | -1): number {
  return indices.filter((_index, i) => {
    const up = way * means[i * 2 + 1]!
    return Math.abs(means[i * 2]!) < 0.6 && up > 0.5 && up < 3.5
  }).length
}

function Ellipses({ part, shown, told }: { part: PosteriorsPart; shown: Shown; told: number | null }) {
  const { colourByClass, test, recipe } = useBench()
  return (
    <g className={styles.ellipses}>
      {Array.from(part.indices, (index, i) => {
        const at = shown.pixelOf(part.means[i * 2]!, part.means[i * 2 + 1]!)
        if (!Number.isFinite(at.x) || !Number.isFinite(at.y)) return null
        const label = colourByClass && test ? test.labels[index]! : null
        return (
          <g key={index} style={label === null ? undefined : { color: `var(--class-${label})` }}>
            <ellipse
              cx={at.x}
              cy={at.y}
              rx={part.deviations[i * 2]! * shown.perUnit}
              ry={part.deviations[i * 2 + 1]! * shown.perUnit}
              data-told={told === i || undefined}
            />
            {label !== null && (
              <text x={at.x} y={at.y}>
                {classNameOf(recipe.data, label).slice(0, 2)}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

function Chosen({ gaussian, shown }: { gaussian: Gaussian; shown: Shown }) {
  const at = shown.pixelOf(gaussian.x, gaussian.y)
  const ellipse = {
    cx: at.x,
    cy: at.y,
    rx: Math.max(1, gaussian.across * shown.perUnit),
    ry: Math.max(1, gaussian.up * shown.perUnit),
  }
  return (
    <>
      <ellipse className={styles.halo} {...ellipse} />
      <ellipse className={styles.chosen} {...ellipse} />
      <circle className={styles.middle} cx={at.x} cy={at.y} r={2} />
    </>
  )
}

function Cloud({ part, samples, shown }: { part: PosteriorsPart; samples: SamplesAnswer; shown: Shown }) {
  const { codes, mean } = samples
  const count = codes.length / mean.length
  return (
    <g className={styles.cloud}>
      {Array.from({ length: count }, (_, i) => {
        const row = codes.subarray(i * mean.length, (i + 1) * mean.length)
        const at = shown.pixelOf(row[part.first]!, row[part.second]!)
        return <circle key={i} cx={at.x} cy={at.y} r={2.5} />
      })}
    </g>
  )
}

/** The aggregate's density as a picture in its place, from −reach to reach. */
function Density({ part, shown, area, label }: Drawn & { part: PosteriorsPart; label: string }) {
  const shades = useMemo(() => part.joint.map(Math.sqrt), [part.joint])
  const { x, y } = shown.pixelOf(-part.reach, part.reach)
  const side = 2 * part.reach * shown.perUnit
  return (
    <div
      className={styles.density}
      style={{ left: area.left, top: area.top, width: area.width, height: area.height }}
    >
      <div style={{ left: x - area.left, top: y - area.top, width: side, height: side }}>
        <Heat values={shades} rows={cells} columns={cells} colour="code" label={label} />
      </div>
    </div>
  )
}

interface CardProps extends Drawn {
  readonly part: PosteriorsPart
  readonly at: number
  readonly lines: readonly string[]
}

/** A test image with its Gaussian in numbers, on the side where there is room. */
function Card({ part, at, shown, area, lines }: CardProps) {
  const { test } = useBench()
  const place = shown.pixelOf(part.means[at * 2]!, part.means[at * 2 + 1]!)
  const index = part.indices[at]!
  const away = 14
  const across =
    place.x > area.left + area.width / 2
      ? { right: `calc(100% - ${place.x - away}px)` }
      : { left: place.x + away }
  const down =
    place.y > area.top + area.height / 2
      ? { bottom: `calc(100% - ${place.y - away}px)` }
      : { top: place.y + away }
  return (
    <div className={points.card} style={{ ...across, ...down }} aria-hidden="true">
      {test && (
        <ImageGrid
          images={test.pixels.subarray(index * pixels, (index + 1) * pixels)}
          columns={1}
          pixel={2}
          label={lines[0]!}
        />
      )}
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  )
}

/** The chosen image's Gaussian in numbers; nothing of a bare code, which has none. */
export function ToldView({ part }: { part: PosteriorsPart }) {
  const { chosen, recipe, test } = useBench()
  const words = useWords(text)
  const gaussian = useChosenGaussian(part)
  if (gaussian === null || chosen.kind === 'code') return null
  const name =
    chosen.kind === 'drawn'
      ? words.drawing
      : words.image(
          formatCount(chosen.index),
          test ? classNameOf(recipe.data, test.labels[chosen.index]!) : '',
        )
  const line = (index: number, mean: number, deviation: number) =>
    words.gaussian(coordinateName(index), formatNumber(mean, 2), formatNumber(deviation, 2))
  return (
    <>
      <strong>{name}</strong> {line(part.first, gaussian.x, gaussian.across)};{' '}
      {line(part.second, gaussian.y, gaussian.up)}.
    </>
  )
}
