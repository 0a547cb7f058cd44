// What stands over the points: the prior's circles, the names of the classes, the chosen code with its posterior, and the image
// at the pointer.

import { useId } from 'react'
import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { classNameOf } from '../classNames.ts'
import { useBench } from '../InstrumentView.tsx'
import type { PlotArea } from '../plotAreaView.tsx'
import { useUnlabelled } from '../unlabelledView.tsx'
import type { Axes, CodePlanePart } from './measure.ts'
import { placeOf, pushedApart, type ClassPoints, type Place } from './plane.ts'
import { covarianceOn, ellipseOf, priorRadii } from './prior.ts'
import { pixelOf, type Shown } from './shown.ts'
import points from '../Points.module.css'
import styles from './View.module.css'

/** Image pixels of the card at the pointer, enlarged. */
const enlarged = 3

interface Drawn {
  readonly part: CodePlanePart
  readonly shown: Shown
  readonly area: PlotArea
}

/** The name of every class at its centre, or beside it on a thin line where names would cover each other. */
export function Centres({ classes, part, shown, area }: Drawn & { classes: readonly ClassPoints[] }) {
  const { recipe } = useBench()
  const centres = classes.map((group) => pixelOf(centreOf(group, part.axes), shown, area))
  const names = classes.map(({ label }) => classNameOf(recipe.data, label))
  const places = pushedApart(
    centres.map((centre, i) => ({
      ...centre,
      width: area.text * (0.85 * names[i]!.length + 0.4),
      height: area.text * 1.65,
    })),
  )
  return (
    <>
      {centres.map(({ x, y }, i) => (
        <line key={names[i]} className={styles.leader} x1={x} y1={y} x2={places[i]!.x} y2={places[i]!.y} />
      ))}
      {places.map((place, i) => (
        <text key={names[i]} className={styles.centre} {...place}>
          {names[i]}
        </text>
      ))}
    </>
  )
}

/** On a line, where height has no meaning, the centres stand below each other, so that all can be read. */
function centreOf({ x, y, label }: ClassPoints, { kind }: Axes): Place {
  return { x, y: kind === 'line' ? 0.45 - label / 10 : y }
}

/** Circles at whole standard deviations of the prior; on a line, where height has no meaning, lines at both sides. */
export function Prior({ centre, part, shown, area }: Drawn & { centre: Place }) {
  const clip = useId()
  const { x, y } = pixelOf(centre, shown, area)
  const outlines = priorRadii.map((radius) => {
    const r = radius * shown.scales.x
    return part.axes.kind === 'line'
      ? `M${x - r} ${area.top}v${area.height}M${x + r} ${area.top}v${area.height}`
      : `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
  })
  return (
    <>
      <Clip id={clip} area={area} />
      <g className={styles.prior} clipPath={`url(#${clip})`}>
        {outlines.map((outline, i) => (
          <g key={priorRadii[i]}>
            <path className={styles.under} d={outline} />
            <path d={outline} data-prior={priorRadii[i]} />
          </g>
        ))}
      </g>
    </>
  )
}

function Clip({ id, area: { left, top, width, height } }: { id: string; area: PlotArea }) {
  return (
    <clipPath id={id}>
      <rect x={left} y={top} width={width} height={height} />
    </clipPath>
  )
}

/** log σ² of what goes through the strip, where it has a posterior: no bare code has, and no image whose class is not told. */
export function useShownVariances(): Float32Array | null {
  const { passage } = useBench()
  const isUnlabelled = useUnlabelled() !== null
  return isUnlabelled ? null : (passage?.logVariance ?? null)
}

/**
 * Around the code of what goes through the strip, at the edge where it lies beyond; of a Gaussian code its posterior at one
 * standard deviation, around its mean.
 */
export function Ring({ part, rank, shown, area }: Drawn & { rank: number }) {
  const clip = useId()
  const { passage } = useBench()
  const variances = useShownVariances()
  const place = passage && placeOf(part, passage.code)
  if (!place) return null
  const y = part.axes.kind === 'line' && rank >= 0 ? part.points[rank * 2 + 1]! : place.y
  const at = pixelOf({ x: place.x, y }, shown, area)
  const centre = {
    cx: Math.min(area.left + area.width, Math.max(area.left, at.x)),
    cy: Math.min(area.top + area.height, Math.max(area.top, at.y)),
  }
  const ring = { ...centre, 'data-ring': `${place.x},${place.y}` }
  if (variances && centre.cx === at.x && centre.cy === at.y) {
    const { width, lean, height } = ellipseOf(covarianceOn(part, variances))
    const { x: across, y: up } = shown.scales
    // y goes down on the screen; what has no width or height at all would not be drawn
    const onScreen = [Math.max(1, width * across), -lean * up, 0, -Math.max(1, height * up), at.x, at.y]
    const ellipse = { r: 1, transform: `matrix(${onScreen.join(' ')})` }
    return (
      <>
        <Clip id={clip} area={area} />
        <g clipPath={`url(#${clip})`}>
          <circle className={styles.halo} {...ellipse} />
          <circle className={styles.ring} {...ellipse} data-posterior="" />
        </g>
        <circle className={styles.mean} r={2.5} {...ring} />
      </>
    )
  }
  return (
    <>
      <circle className={styles.halo} r={6} {...centre} />
      <circle className={styles.ring} r={6} {...ring} />
    </>
  )
}

interface HoverCardProps {
  readonly at: Place
  readonly area: PlotArea
  readonly image: Uint8Array
  readonly caption: string
}

/** A test image beside the pointer, on the side where there is room. */
export function HoverCard({ at, area, image, caption }: HoverCardProps) {
  const away = 12
  const across =
    at.x > area.left + area.width / 2 ? { right: `calc(100% - ${at.x - away}px)` } : { left: at.x + away }
  const down =
    at.y > area.top + area.height / 2 ? { bottom: `calc(100% - ${at.y - away}px)` } : { top: at.y + away }
  return (
    <div className={points.card} style={{ ...across, ...down }}>
      <ImageGrid images={image} columns={1} pixel={enlarged} label={caption} />
      <span>{caption}</span>
    </div>
  )
}
