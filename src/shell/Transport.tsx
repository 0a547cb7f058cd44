// The transport, as on a music player: train and pause, one step, reset, where the run is, how fast, and the timeline.

import { checkpointOf } from '../benches/autoencoder/checkpoints/list.ts'
import { branchOf, checkpointIn } from '../lab/origin.ts'
import { formatCount, formatNumber } from '../ui/format.ts'
import { PauseIcon, PlayIcon } from '../ui/icons.tsx'
import { useWords } from '../ui/words.tsx'
import { CommandButton } from './CommandButton.tsx'
import { isTraining } from './commands.ts'
import { framesOf, shownFrame } from './frames.ts'
import { useLab, useLabState, usePair, useSides } from './LabContext.tsx'
import { PairStatus } from './PairStatus.tsx'
import { PlaybackView } from './PlaybackView.tsx'
import { Timeline } from './Timeline.tsx'
import styles from './Transport.module.css'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

export function Transport() {
  const t = useWords(words)
  const { b } = usePair()
  return (
    <footer className={styles.transport} data-part="transport" aria-label={t.transport}>
      <TrainButton />
      <CommandButton command="oneStep" className={styles.command} />
      <CommandButton command="reset" className={styles.command}>
        {b === null ? undefined : t.resetBoth}
      </CommandButton>
      {b === null ? <RunStatus /> : <PairStatus />}
      <Timeline />
      <div className={styles.playback}>
        <PlaybackView />
      </div>
      <Kept />
    </footer>
  )
}

/** One button, of the two commands that a key shares. */
export function TrainButton() {
  const training = useSides(isTraining)
  return (
    <CommandButton kind="round" className={styles.train} command={training ? 'pause' : 'train'}>
      {training ? <PauseIcon /> : <PlayIcon />}
    </CommandButton>
  )
}

export function RunStatus() {
  const t = useWords(words)
  const lab = useLab()
  const phone = usePhone()
  const progress = useLabState((state) => state.progress)
  const loading = useLabState((state) => state.loading)
  const shown = useLabState((state) => (state.shown === 'live' ? null : (shownFrame(state)?.step ?? null)))
  const recipe = useLabState((state) => state.recipe)
  const state = progress?.state ?? 'starting'
  const step = progress?.step ?? 0
  const epoch = progress?.epoch ?? 0
  const stateName = state === 'failed' ? t.stopped : t[state]
  const speed =
    state === 'training' && progress?.imagesPerSecond
      ? formatCount(Math.round(progress.imagesPerSecond / 100) * 100)
      : null
  const isLoading = loading !== null && loading.trainImages < loading.trainTotal
  const checkpoint = checkpointIn(recipe)
  const before = checkpoint === null ? undefined : checkpointOf(checkpoint)
  const branch = branchOf(recipe)
  const lines = {
    speed: speed === null ? stateName : phone ? t.speedShort(speed) : t.speed(speed),
    loading: isLoading && t.loading(formatCount(loading.trainImages), formatCount(loading.trainTotal)),
    rest: [progress?.backend ? t[progress.backend.name] : null, t.seed(recipe.seed)],
  }
  const wide = lines.loading ? [lines.speed, lines.loading] : [lines.speed, ...lines.rest]
  if (phone) {
    return (
      <div className={styles.status}>
        <output aria-label={t.runStatus} aria-live="off">
          <strong className={styles.where}>
            {shown === null
              ? t.step(formatCount(step))
              : t.shownOfShort(formatCount(shown), formatCount(step))}
          </strong>
          {shown === null && <div className={styles.detail}>{lines.speed}</div>}
        </output>
        {shown !== null && (
          <button type="button" className={styles.back} onClick={() => lab.show('live')}>
            {t.backToLiveShort}
          </button>
        )}
        <div className="visually-hidden" aria-live="polite">
          {stateName}
        </div>
      </div>
    )
  }
  return (
    <div className={styles.status}>
      <output aria-label={t.runStatus} aria-live="off">
        <div className={styles.where}>
          <strong>{t.step(formatCount(step))}</strong> ·{' '}
          {branch
            ? t.branchedAt(formatCount(branch.step))
            : before
              ? (step === 0 ? t.trainedBefore : t.goesOn)(formatCount(before.steps))
              : t.epoch(formatNumber(epoch, 1))}
        </div>
        <div className={styles.detail}>
          {shown === null
            ? wide.filter(Boolean).join(' · ')
            : t.shownOf(formatCount(shown), formatCount(step))}
        </div>
      </output>
      <div className="visually-hidden" aria-live="polite">
        {stateName}
      </div>
    </div>
  )
}

function Kept() {
  const t = useWords(words)
  const lab = useLab()
  const frames = useSides(
    (states) => framesOf(states.map((state) => ({ frames: state.frames.filter(({ mark }) => mark) }))).length,
  )
  const live = useLabState((state) => state.shown === 'live')
  return (
    <div className={styles.kept} data-live={live || undefined}>
      {live ? (
        <div>{t.toRewind}</div>
      ) : (
        <button type="button" onClick={() => lab.show('live')}>
          {t.backToLive}
        </button>
      )}
      <div>{t.kept(frames)}</div>
    </div>
  )
}
