// The line in the reconstruction's strip: what nothing can go below, or what PCA of the same size leaves; and its key.

import { useMemo } from 'react'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.tsx'
import type { AutoencoderRecipe } from '../../recipe.ts'
import { pixels as imageSize } from '../../shapes.ts'
import type { Bench } from '../InstrumentView.tsx'
import type { PlotArea } from '../plotAreaView.tsx'
import { entropyFloor } from './lines.ts'
import type { Words } from './namesView.tsx'
import type { Drawn } from './rowsView.tsx'
import styles from './View.module.css'
import { words as text } from './words.ts'

/** The line in the reconstruction's strip; null until it is known, or where there is none. */
export interface Line {
  readonly kind: 'entropy' | 'pca'
  readonly value: number
  readonly of: AutoencoderRecipe
}

/** Of both sides of a comparison; one where they have the same. */
export function useLines(drawn: readonly Drawn[]): readonly Line[] {
  const one = useLine(drawn[0]!.bench)
  const other = useLine(drawn.at(-1)!.bench)
  return useMemo(() => {
    const lines = [one, other].filter((line) => line !== null)
    return lines.filter(({ value }, i) => lines.findIndex((line) => line.value === value) === i)
  }, [one, other])
}

function useLine({ recipe, test, pca }: Bench): Line | null {
  const { output } = recipe.decode
  const { pixels } = recipe.data
  // behind a Gaussian code the reconstruction is in nats, and no squared error stands beside it
  const isSquared = output === 'gaussian' && recipe.code.kind === 'point'
  const floor = useMemo(
    () => (output === 'bernoulli' && test ? entropyFloor(test, pixels) : null),
    [output, test, pixels],
  )
  const error = useMemo(
    () => (isSquared && pca ? pca.testErrors[Math.min(recipe.code.size, imageSize)]! : null),
    [isSquared, pca, recipe.code.size],
  )
  return useMemo(() => {
    if (floor !== null) return { kind: 'entropy', value: floor, of: recipe }
    return error === null ? null : { kind: 'pca', value: error, of: recipe }
  }, [floor, error, recipe])
}

/** What the line in the reconstruction's strip is, in full and in few words. */
interface LineText {
  readonly full: string
  readonly short: string
}

export function nameOfLine({ kind, value, of: recipe }: Line, words: Words): LineText {
  const written = formatNumber(value, 1)
  if (kind === 'pca') {
    const size = formatCount(recipe.code.size)
    return { full: words.pca(size, written), short: words.pcaShort(size, written) }
  }
  const isBlackOrWhite = recipe.data.pixels !== 'grey'
  return { full: isBlackOrWhite ? words.floorZero : words.floor(written), short: words.floorShort(written) }
}

export interface LineKeyProps {
  readonly kind: Line['kind']
  readonly texts: readonly LineText[]
  readonly area: PlotArea
}

/** The line's name with a piece of it, below the axis of steps, left of its title: no curve comes there. */
export function LineKey({ kind, texts, area }: LineKeyProps) {
  const words = useWords(text)
  const short = texts.map((each) => each.short).join(' · ')
  const full = texts.length === 1 ? texts[0]!.full : short
  const room = area.left + area.width - area.text * (4 + 0.6 * words.steps.length)
  const fits = (written: string) => written.length * area.text * 0.52 < room
  const shown = [full, short].find(fits)
  // its sentence is still in the picture's name
  if (shown === undefined) return null
  return (
    <span className={styles.line} style={{ top: area.top + area.height + area.text * 1.9 }}>
      <svg width={sample} height="6">
        <line x1="0" y1="3" x2={sample} y2="3" strokeDasharray={dashes[kind]} />
      </svg>
      {shown}
    </span>
  )
}

/** Width of the piece, in CSS pixels, and its dashes, those of the line. */
const sample = 21
const dashes: Record<Line['kind'], string> = { entropy: '3 3', pca: '9 3' }
