// What stands over the points: the names of the classes, the ring around the chosen code, and the image at the pointer.

import { ImageGrid } from '../../../../ui/ImageGrid.tsx'
import { classNameOf } from '../classNames.ts'
import { useBench } from '../InstrumentView.tsx'
import type { PlotArea } from '../plotAreaView.tsx'
import type { Axes, CodePlanePart } from './measure.ts'
import { placeOf, pushedApart, type ClassPoints, type Place } from './plane.ts'
import { pixelOf, type Shown } from './shown.ts'
import points from '../Points.module.css'
import styles from './View.module.css'

/** Image pixels of the card at the pointer, enlarged. */
const enlarged = 3

interface CentresProps {
  readonly classes: readonly ClassPoints[]
  readonly part: CodePlanePart
  readonly shown: Shown
  readonly area: PlotArea
}

/** The name of every class at its centre, or beside it on a thin line where names would cover each other. */
export function Centres({ classes, part, shown, area }: CentresProps) {
  const { recipe } = useBench()
  const centres = classes.map((group) => pixelOf(centreOf(group, part.axes), shown, area))
  const names = classes.map(({ label }) => classNameOf(recipe.data, label))
  const places = pushedApart(
    centres.map((centre, i) => ({
      ...centre,
      width: area.text * (0.75 * names[i]!.length + 0.4),
      height: area.text * 1.45,
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

/** Around the code of what goes through the strip, at the edge where it lies beyond. */
export function Ring({
  part,
  rank,
  shown,
  area,
}: {
  part: CodePlanePart
  rank: number
  shown: Shown
  area: PlotArea
}) {
  const { passage } = useBench()
  const place = passage && placeOf(part, passage.code)
  if (!place) return null
  const y = part.axes.kind === 'line' && rank >= 0 ? part.points[rank * 2 + 1]! : place.y
  const at = pixelOf({ x: place.x, y }, shown, area)
  const centre = {
    cx: Math.min(area.left + area.width, Math.max(area.left, at.x)),
    cy: Math.min(area.top + area.height, Math.max(area.top, at.y)),
  }
  return (
    <>
      <circle className={styles.halo} r={6} {...centre} />
      <circle className={styles.ring} r={6} {...centre} data-ring={`${place.x},${place.y}`} />
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
