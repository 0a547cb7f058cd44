// The reader's own deck: titles and words of its scenes, their order, and its file and link.

import { useMemo } from 'react'
import { views } from '../../benches/autoencoder/instruments/instrumentViews.tsx'
import { longestProse, longestTitle } from '../../lab/deck.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { formatCount } from '../../ui/format.ts'
import { saveFile } from '../../ui/saveFile.ts'
import { useWords } from '../../ui/words.tsx'
import { titleOf } from '../InstrumentPanel.tsx'
import { Copying } from '../ShareView.tsx'
import { deckAddress, fileOf, instrumentOf, trainedSteps, type LabDeck, type LabScene } from './labDeck.ts'
import styles from './PresentDialog.module.css'
import { words } from './words.ts'

interface DeckEditorProps {
  readonly deck: LabDeck
  /** null: there is no scene any more */
  readonly onChange: (deck: LabDeck | null) => void
  readonly onPresent: () => void
}

export function DeckEditor({ deck, onChange, onPresent }: DeckEditorProps) {
  const t = useWords(words)
  const { title, scenes } = deck
  const address = useMemo(() => deckAddress(deck), [deck])
  const withScenes = (next: readonly LabScene[]) => onChange(next.length > 0 ? { title, scenes: next } : null)
  const replaced = (at: number, scene: LabScene) => withScenes(scenes.with(at, scene))
  const up = (at: number) =>
    withScenes([...scenes.slice(0, at - 1), scenes[at]!, scenes[at - 1]!, ...scenes.slice(at + 1)])
  return (
    <>
      <input
        className={styles.text}
        aria-label={t.deckTitle}
        maxLength={longestTitle}
        value={title}
        onChange={(event) => onChange({ title: event.currentTarget.value, scenes })}
      />
      <ol className={styles.scenes}>
        {scenes.map((scene, at) => (
          <li key={at} className={styles.scene}>
            <input
              className={styles.text}
              aria-label={t.sceneTitle(at + 1)}
              maxLength={longestTitle}
              value={scene.title}
              onChange={(event) => replaced(at, { ...scene, title: event.currentTarget.value })}
            />
            <textarea
              className={styles.text}
              rows={2}
              aria-label={t.sceneProse(at + 1)}
              maxLength={longestProse}
              value={scene.prose}
              onChange={(event) => replaced(at, { ...scene, prose: event.currentTarget.value })}
            />
            <div className={styles.row}>
              <span className={styles.muted}>
                <Training scene={scene} />
              </span>
              <Choice
                label={t.instrument}
                name={t.sceneInstrument(at + 1)}
                value={instrumentOf(scene)}
                options={views.map(({ id }) => ({ value: id, label: titleOf(id) }))}
                onChange={(instrument) => replaced(at, { ...scene, instrument })}
              />
              {at > 0 && (
                <Button kind="quiet" aria-label={t.earlier(at + 1)} onClick={() => up(at)}>
                  {t.up}
                </Button>
              )}
              <Button
                kind="quiet"
                aria-label={t.remove(at + 1)}
                onClick={() => withScenes(scenes.toSpliced(at, 1))}
              >
                {t.takeAway}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <p className={styles.muted}>{t.proseHint}</p>
      <div className={styles.row}>
        <Button kind="primary" onClick={onPresent}>
          {t.present}
        </Button>
        <Button onClick={() => saveFile(`${fileName(title)}.json`, fileOf(deck), 'application/json')}>
          {t.save}
        </Button>
      </div>
      <Copying address={address} />
    </>
  )
}

/** What whoever shows the scene waits for. */
function Training({ scene: { recipe, view } }: { scene: LabScene }) {
  const t = useWords(words)
  const before = trainedSteps(recipe)
  if (view.step !== undefined) return t.trainsTo(formatCount(view.step))
  return before === null ? t.fresh : t.before(formatCount(before))
}

function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '') || 'deck'
  )
}
