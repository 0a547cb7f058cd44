// One scene: words, formula and controls at the left, one instrument beside them, as much of it as is shown by now.

import { useEffect, useRef, type ReactNode } from 'react'
import { Control } from '../../benches/autoencoder/instruments/strip/ControlView.tsx'
import { useBench } from '../../benches/autoencoder/instruments/InstrumentView.tsx'
import { formulaOf } from '../../benches/autoencoder/instruments/strip/FormulaView.tsx'
import { FormulaNumbers } from '../../benches/autoencoder/instruments/strip/LiveNumbersView.tsx'
import { writtenReconstruction } from '../../benches/autoencoder/objective/reconstruction.ts'
import type { Evaluation } from '../../benches/autoencoder/evaluate.ts'
import { ClaimOutcome } from '../../chapters/ClaimView.tsx'
import type { ClaimState } from '../../chapters/claimRuns.ts'
import { claimOf } from '../../chapters/claims.ts'
import { placeOf } from '../../chapters/lectures.ts'
import { verdictWords } from '../../chapters/verdictWords.ts'
import { Button } from '../../ui/Button.tsx'
import { formatCount } from '../../ui/format.ts'
import { Tex } from '../../ui/Tex.tsx'
import { useWords } from '../../ui/words.tsx'
import { shownFrame } from '../frames.ts'
import { InstrumentPanel } from '../InstrumentPanel.tsx'
import { useLabState } from '../LabContext.tsx'
import { Notices } from '../Notices.tsx'
import { words as pageWords } from '../words.ts'
import type { Action } from './keys.ts'
import { instrumentOf, sceneAddress, trainedSteps, type LabScene } from './labDeck.ts'
import { isShown, type Part, type Place } from './place.ts'
import styles from './Presentation.module.css'
import { paragraphsOf } from './prose.ts'
import { QrCode } from './QrCode.tsx'
import type { Claims } from './useClaims.ts'
import { words } from './words.ts'

interface SceneViewProps {
  readonly scene: LabScene
  readonly place: Place
  /** scenes of the deck */
  readonly all: number
  readonly claims: Claims
  readonly onAction: (action: Action) => void
}

export function SceneView({ scene, place, all, claims, onAction }: SceneViewProps) {
  const t = useWords(words)
  const id = instrumentOf(scene)
  return (
    <article className={styles.scene}>
      <div className={styles.words}>
        <h1 className={styles.title}>{scene.title || t.unnamed(place.scene + 1)}</h1>
        <Prose prose={scene.prose} />
        {scene.claim !== null && <Quote id={scene.claim} />}
        <Later part="picture" place={place} label={t.controls}>
          <Formula
            weights={scene.controls.some((path) => path.endsWith('.weight')) ? 'symbols' : 'numbers'}
          />
          {scene.controls.map((path) => (
            <Control key={path} path={path} />
          ))}
        </Later>
        {scene.claim === null && (
          <Later part="result" place={place} label={t.result}>
            <Numbers />
          </Later>
        )}
      </div>
      <footer className={styles.foot}>
        <QrCode address={sceneAddress(scene)} />
        <div className={styles.where}>
          <p>{t.scene(place.scene + 1, all)}</p>
          <p>
            <Reached />
          </p>
          <p>{t.keys}</p>
          <div className={styles.buttons}>
            <Button kind="quiet" title={`${t.back} (←)`} onClick={() => onAction('back')}>
              {t.back}
            </Button>
            <Button kind="quiet" title={`${t.on} (→)`} onClick={() => onAction('on')}>
              {t.on}
            </Button>
            <Button kind="quiet" title={`${t.leave} (Esc)`} onClick={() => onAction('leave')}>
              {t.leave}
            </Button>
          </div>
        </div>
      </footer>
      <div className={styles.picture}>
        <Notices quiet />
        <Later part="picture" place={place} label={t.picture}>
          <InstrumentPanel key={id} id={id} className={styles.instrument} expandable={false} bare />
        </Later>
        {/* its figures want the width, and the quotation stays in sight */}
        {scene.claim !== null && (
          <Later part="result" place={place} label={t.result}>
            <Verdict id={scene.claim} claims={claims} />
          </Later>
        )}
      </div>
    </article>
  )
}

interface LaterProps {
  readonly part: Part
  readonly place: Place
  readonly label: string
  readonly children: ReactNode
}

/** Has its room, and is drawn, before it is shown: then it is there at once and nothing moves. */
function Later({ part, place, label, children }: LaterProps) {
  const section = useRef<HTMLElement>(null)
  const shown = isShown(place, part)
  // where the words are longer than the screen, what comes last is in sight, and stays there while it grows
  useEffect(() => {
    if (!shown) return undefined
    const grown = new ResizeObserver(() => section.current?.scrollIntoView({ block: 'nearest' }))
    grown.observe(section.current!)
    return () => grown.disconnect()
  }, [shown])
  return (
    <section
      ref={section}
      className={styles.part}
      aria-label={label}
      data-part={part}
      data-shown={shown || undefined}
      inert={!shown}
    >
      {children}
    </section>
  )
}

function Prose({ prose }: { prose: string }) {
  return paragraphsOf(prose).map((pieces, at) => (
    <p key={at} className={styles.prose}>
      {pieces.map(({ text, colour }, i) => (
        <span key={i} data-colour={colour ?? undefined}>
          {text}
        </span>
      ))}
    </p>
  ))
}

function Quote({ id }: { id: string }) {
  const claim = claimOf(id)!
  return (
    <figure className={styles.quote}>
      <blockquote>“{claim.quote}”</blockquote>
      <figcaption>{placeOf(claim)}</figcaption>
    </figure>
  )
}

function Formula({ weights }: { weights: 'symbols' | 'numbers' }) {
  const { edited } = useBench()
  return (
    <p className={styles.formula}>
      <Tex tex={formulaOf(edited, weights)} />
    </p>
  )
}

/** The formula in the numbers of all test images, of the shown step. */
function Numbers() {
  const { recipe } = useBench()
  const t = useWords(words)
  const evaluation = useLabState((state) => shownFrame(state)?.parts['objective']) as Evaluation | undefined
  return (
    <div className={styles.numbers}>
      <FormulaNumbers
        recipe={recipe}
        reconstruction={evaluation?.reconstruction ?? Number.NaN}
        values={evaluation?.terms ?? {}}
      />
      <p>{t.ofTestImages(writtenReconstruction(recipe).unit.en)}</p>
    </div>
  )
}

/** At once by the networks trained before; by training here when the lecturer asks for it. */
function Verdict({ id, claims }: { id: string; claims: Claims }) {
  const t = useWords(words)
  const { stateOf, run } = claims
  // the picture first
  const isMeasured = useLabState(({ frames }) => frames.length > 0)
  useEffect(() => {
    if (isMeasured) run(id, 'checkpoints')
  }, [isMeasured, run, id])
  const [before, here] = [stateOf(id, 'checkpoints'), stateOf(id, 'training')]
  return (
    <div className={styles.verdict}>
      {/* what was asked for last comes first */}
      {here.kind !== 'idle' && <Outcome id={id} state={here} by={t.here} />}
      <Outcome id={id} state={before} by={t.byCheckpoint}>
        {(here.kind === 'idle' || here.kind === 'failed') && (
          <Button onClick={() => run(id, 'training')}>{`${t.train} (C)`}</Button>
        )}
      </Outcome>
    </div>
  )
}

interface OutcomeProps {
  readonly id: string
  readonly state: ClaimState
  /** what was measured */
  readonly by: string
  readonly children?: ReactNode
}

function Outcome({ id, state, by, children }: OutcomeProps) {
  const verdicts = useWords(verdictWords)
  return (
    <>
      <div className={styles.found}>
        <p>
          <b>{by}</b>
          {state.kind === 'judged' && ` · ${verdicts[state.verdict.verdict]}`}
        </p>
        {children}
      </div>
      <ClaimOutcome id={id} state={state} className={styles.figures} />
    </>
  )
}

/** Where the run is, and whether it began with a network that was trained before. */
function Reached() {
  const t = useWords(words)
  const p = useWords(pageWords)
  const recipe = useLabState((state) => state.recipe)
  const step = useLabState((state) => state.progress?.step ?? 0)
  const state = useLabState((known) => known.progress?.state ?? 'starting')
  const before = trainedSteps(recipe)
  const where =
    before === null
      ? p.step(formatCount(step))
      : step === 0
        ? t.trained(formatCount(before))
        : t.more(formatCount(before), formatCount(step))
  const isNews = state !== 'paused' && !(before !== null && step === 0 && state === 'finished')
  return <>{isNews ? `${where} · ${state === 'failed' ? p.stopped : p[state]}` : where}</>
}
