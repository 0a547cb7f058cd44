// The posterior of the chosen image as the model of the shown step answers it: a first look, then slices of the fine grid.

import { useEffect, useRef, useState } from 'react'
import {
  posteriorOn,
  type DiagonalGaussian,
  type GridPosterior,
  type SquareGrid,
} from '../../../../numerics/gridPosterior.ts'
import { useBench, type Bench } from '../InstrumentView.tsx'
import { Latest, type Staleness } from '../latest.ts'
import type { ExactPosteriorAnswer, ExactPosteriorPart, ExactPosteriorQuestion } from './measure.ts'
import type { AskedImage } from '../pictureOf.ts'

export interface AskedPosterior {
  readonly image: AskedImage
  readonly step: number
  readonly posterior: GridPosterior
  readonly encoderQ: DiagonalGaussian
  readonly fine: boolean
}

export interface Asked {
  /** null until the first answer */
  readonly answer: AskedPosterior | null
  /** share of the fine grid that is there, 0 to 1; null while it is not on its way */
  readonly progress: number | null
  readonly sentence?: string
}

/** One image, and the model of the shown step. */
interface Asking {
  readonly image: AskedImage
  readonly ask: Bench['ask']
}

interface Job extends Asking {
  readonly part: ExactPosteriorPart
  readonly step: number
}

const coarse = 50
const fine = 200
/** rows of the fine grid in one question, 2,000 codes: some 0.2 s */
const rowsAtOnce = 10
/** Half widths to be tried, while the posterior reaches the edge. */
const halves = [4, 6, 9, 13.5, 20, 40]
/** The share of the posterior in the outermost cells that is too much. */
const tooMuch = 1e-4
/** ms without another frame or image before the fine grid is begun */
const calm = 500

export function useAskedPosterior(
  part: ExactPosteriorPart,
  image: AskedImage | null,
  wanted: boolean,
): Asked {
  const { step, ask } = useBench()
  const [asked, setAsked] = useState<Asked>({ answer: null, progress: null })
  const [latest] = useState(() => new Latest<Job>((job, staleness) => answer(job, staleness, setAsked)))
  const given = useRef<{ part: ExactPosteriorPart; image: AskedImage } | null>(null)
  useEffect(() => {
    if (!wanted || image === null) {
      given.current = null
      return latest.give(null)
    }
    // the bench is another object with every batch; frame and image are what is asked about
    if (given.current?.part === part && given.current.image === image) return
    given.current = { part, image }
    latest.give({ part, image, step, ask })
  }, [part, image, wanted, step, ask, latest])
  useEffect(() => {
    const asked = given
    return () => {
      asked.current = null
      latest.give(null)
    }
  }, [latest])
  return asked
}

async function answer(
  job: Job,
  { isStale, stale }: Staleness,
  set: (asked: Asked | ((old: Asked) => Asked)) => void,
) {
  try {
    const look = await firstLook(job, isStale)
    if (look === null) return
    const first: AskedPosterior = { image: job.image, step: job.step, ...look, fine: false }
    set((old) => ({ answer: keepsFine(old, first) ? old.answer : first, progress: null }))
    await Promise.race([new Promise((resolve) => setTimeout(resolve, calm)), stale])
    const { image, step } = job
    const { encoderQ } = first
    const posterior = await finePosterior(job, first.posterior.grid.half, (progress) => {
      if (!isStale()) set((old) => ({ ...old, progress }))
      return !isStale()
    })
    if (posterior) set({ answer: { image, step, encoderQ, posterior, fine: true }, progress: null })
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error)
    set((old) => ({ ...old, progress: null, sentence }))
  }
}

/** The fine grid in slices, as long as `goesOn` of the share that is there says so; null when it does not. */
async function finePosterior(
  job: Asking,
  half: number,
  goesOn: (progress: number) => boolean,
): Promise<GridPosterior | null> {
  const grid = { points: fine, half }
  const likelihood = new Float32Array(fine * fine)
  for (let from = 0; from < fine; from += rowsAtOnce) {
    if (!goesOn(from / fine)) return null
    const rows = await askRows(job, grid, [from, Math.min(fine, from + rowsAtOnce)])
    likelihood.set(rows.logLikelihood, from * fine)
  }
  return posteriorOn(grid, likelihood)
}

/** The posterior of one image on the fine grid; null when nobody wants it any more. */
export async function exactPosterior(asking: Asking, goesOn: () => boolean): Promise<GridPosterior | null> {
  const first = await firstLook(asking, () => !goesOn())
  return first && finePosterior(asking, first.posterior.grid.half, goesOn)
}

/** The coarse grid, widened until it holds the posterior and the encoder's q; null when nobody wants it any more. */
async function firstLook(
  job: Asking,
  isStale: () => boolean,
): Promise<{ posterior: GridPosterior; encoderQ: DiagonalGaussian } | null> {
  for (const half of halves) {
    const grid = { points: coarse, half }
    const { logLikelihood, mean, deviation } = await askRows(job, grid, [0, coarse])
    const posterior = posteriorOn(grid, logLikelihood)
    const encoderQ: DiagonalGaussian = {
      mean: [mean[0]!, mean[1]!],
      deviation: [deviation[0]!, deviation[1]!],
    }
    const reach = Math.max(...[0, 1].map((axis) => Math.abs(mean[axis]!) + 3 * deviation[axis]!))
    if ((posterior.atEdge < tooMuch && reach < half) || half === halves.at(-1)) {
      return { posterior, encoderQ }
    }
    if (isStale()) return null
  }
  return null
}

/** A fine answer to the very same question is not replaced by a coarse one. */
function keepsFine({ answer: old }: Asked, { image, step }: AskedPosterior): boolean {
  return old !== null && old.fine && old.image === image && old.step === step
}

async function askRows(
  { ask, image }: Asking,
  grid: SquareGrid,
  rows: readonly [number, number],
): Promise<ExactPosteriorAnswer> {
  const question: ExactPosteriorQuestion = { image, grid, rows }
  return (await ask('exactPosterior', question)) as ExactPosteriorAnswer
}
