// Over the timeline: what came out for the chosen image at a few of the frames kept, and larger at the one that is pointed at.

import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { formatCount } from '../ui/format.ts'
import { ImageGrid } from '../ui/ImageGrid.tsx'
import { SideBadge } from '../ui/SideBadge.tsx'
import { useBox } from '../ui/useBox.ts'
import { useWords } from '../ui/words.tsx'
import { useLabState, usePair } from './LabContext.tsx'
import { labsOf, type Lab } from './laboratory.ts'
import { thumbnailSteps } from './thumbnailSteps.ts'
import { placeOf } from './timelineScale.ts'
import styles from './ThumbnailsView.module.css'
import { words } from './words.ts'

export interface ThumbnailsProps {
  /** steps at which a frame stands, ascending */
  readonly steps: readonly number[]
  /** of the axis, in steps */
  readonly length: number
  /** the step under the pointer or the finger */
  readonly pointed: number | null
  /** no small ones: there is no room, or each side of a comparison would need its own */
  readonly few: boolean
}

const most = 12
/** CSS pixels */
const perThumbnail = 64
const widthOfPreview = 104

export function ThumbnailsView({ steps, length, pointed, few }: ThumbnailsProps) {
  const t = useWords(words)
  const labs = labsOf(usePair())
  const row = useRef<HTMLDivElement>(null)
  const { width, height } = useBox(row)
  const count = few || labs.length > 1 ? 0 : Math.min(most, Math.floor(width / perThumbnail))
  const small = useMemo(
    () => (count === 0 ? [] : thumbnailSteps(steps, length, count, (height + 4) / width)),
    [steps, length, count, height, width],
  )
  useWanted(small, pointed)
  const pictures = useLabState((state) => state.pictures)
  return (
    <>
      <div ref={row} className={styles.row} aria-hidden="true">
        {small.map((step) => {
          const picture = pictures.get(step)
          return (
            <div key={step} className={styles.thumbnail} style={{ left: `${placeOf(step, length) * 100}%` }}>
              {picture && (
                <ImageGrid images={picture} columns={1} fit="box" label={t.pictureAt(formatCount(step))} />
              )}
            </div>
          )
        })}
      </div>
      {pointed !== null && (
        <div
          className={styles.preview}
          style={{ left: leftOf(placeOf(pointed, length), width, labs.length) }}
        >
          <div className={styles.sides}>
            {labs.map((lab, i) => (
              <div key={i} className={styles.side}>
                <Picture lab={lab} step={pointed} />
                {labs.length > 1 && <SideBadge side={i === 0 ? 'A' : 'B'} />}
              </div>
            ))}
          </div>
          {t.step(formatCount(pointed))}
        </div>
      )}
    </>
  )
}

/** In its place even while it is not known, so that nothing jumps. */
function Picture({ lab, step }: { lab: Lab; step: number }) {
  const t = useWords(words)
  const picture = useStore(lab.store, (state) => state.pictures.get(step))
  return (
    <div className={styles.picture}>
      {picture && <ImageGrid images={picture} columns={1} fit="box" label={t.pictureAt(formatCount(step))} />}
    </div>
  )
}

/** Asks for what is not known. */
function useWanted(small: readonly number[], pointed: number | null): void {
  const pair = usePair()
  useEffect(() => {
    const wanted = pointed === null ? small : [pointed, ...small]
    for (const lab of labsOf(pair)) lab.wantPictures(wanted)
  }, [small, pointed, pair])
}

/** Over its step, and never beyond the ends of the axis. */
function leftOf(place: number, width: number, sides: number): number {
  const own = widthOfPreview * sides
  return Math.min(Math.max(place * width - own / 2, 0), Math.max(0, width - own))
}
