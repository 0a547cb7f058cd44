// What the instruments of a side may know and do, gathered from the state of its lab.

import { use, useCallback, useMemo, type ReactNode } from 'react'
import { BenchContext, type Bench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { AccessContext } from '../benches/autoencoder/instruments/strip/SettingView.tsx'
import type { Evaluation } from '../benches/autoencoder/evaluate.ts'
import { recipeBook } from '../benches/autoencoder/recipe.ts'
import { accessOf } from '../lab/lesson.ts'
import { firstStep } from '../lab/origin.ts'
import { inForce } from '../lab/recipe.ts'
import { shownFrame } from './frames.ts'
import { LabContext, useLab, useLabState } from './LabContext.tsx'
import { OwnDataContext } from './ownData/ownDataContext.ts'
import type { Lab } from './laboratory.ts'

/** A side of the page: its lab, and its bench. */
export function SideProvider({ lab, children }: { lab: Lab; children: ReactNode }) {
  return (
    <LabContext value={lab}>
      <BenchProvider>{children}</BenchProvider>
    </LabContext>
  )
}

function BenchProvider({ children }: { children: ReactNode }) {
  const lab = useLab()
  const recipe = useLabState((state) => state.recipe)
  const reached = useLabState((state) => state.progress?.step ?? 0)
  const rewound = useLabState((state) => state.shown !== 'live')
  const step = useLabState((state) => shownFrame(state)?.step ?? 0)
  const frames = useLabState((state) => state.frames)
  const batchLosses = useLabState((state) => state.batchLosses)
  const runsMade = useLabState((state) => state.runsMade)
  const test = useLabState((state) => state.test)
  const pca = useLabState((state) => state.pca)
  const trainImages = useLabState((state) => state.loading?.trainTotal ?? null)
  const openOwnData = use(OwnDataContext)
  const chosen = useLabState((state) => state.chosen)
  const passage = useLabState((state) => state.passage)
  const colourByClass = useLabState((state) => state.colourByClass)

  const shownRecipe = useMemo(() => inForce(recipe, step), [recipe, step])
  // the step of the last change in force, so that it is written anew only when another comes into force
  const changedAt = recipe.changes.findLast((change) => change.step <= reached)?.step ?? firstStep(recipe)
  const current = useMemo(() => inForce(recipe, changedAt), [recipe, changedAt])
  // rewound, the controls show what was in force then, too
  const edited = rewound ? shownRecipe : current
  const history = useMemo(
    () => frames.map((frame) => ({ step: frame.step, evaluation: frame.parts['objective'] as Evaluation })),
    [frames],
  )
  const partsOf = useCallback(
    (id: string) =>
      frames.flatMap(({ step: at, parts }) => (id in parts ? [{ step: at, part: parts[id] }] : [])),
    [frames],
  )
  const bench = useMemo<Bench>(
    () => ({
      step,
      recipe: shownRecipe,
      edited,
      test,
      pca,
      trainImages,
      bringOwn: () => openOwnData?.({ lab }),
      history,
      partsOf,
      batchLosses,
      runsMade,
      linearDenoiser: (corrupt) => lab.linearDenoiser({ ...shownRecipe, corrupt }),
      chosen,
      passage,
      colourByClass,
      choose: lab.choose,
      setColourByClass: (on) => lab.view({ colourByClass: on }),
      edit: (path, value) => lab.edit({ [path]: value }),
      editAll: lab.edit,
      changeable: recipeBook.changeable,
      ask: (instrument, question) => lab.ask(step, instrument, question),
    }),
    [
      step,
      shownRecipe,
      edited,
      test,
      pca,
      trainImages,
      openOwnData,
      history,
      partsOf,
      batchLosses,
      runsMade,
      chosen,
      passage,
      colourByClass,
      lab,
    ],
  )
  const lesson = useLabState((state) => state.lesson)
  const access = useCallback((path: string) => accessOf(lesson, path), [lesson])
  return (
    <AccessContext value={access}>
      <BenchContext value={bench}>{children}</BenchContext>
    </AccessContext>
  )
}
