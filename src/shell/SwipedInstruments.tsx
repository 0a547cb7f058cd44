// The instruments of a phone, one to a slide, swiped sideways, with where one is among them.

import { useState, type ComponentType } from 'react'
import { useWords } from '../ui/words.tsx'
import { titleOf } from './InstrumentPanel.tsx'
import styles from './SwipedInstruments.module.css'
import { useAvailable } from './useAvailable.ts'
import { words } from './words.ts'

/** `Slide` draws an instrument by its id. */
export function SwipedInstruments({ Slide }: { Slide: ComponentType<{ id: string }> }) {
  const t = useWords(words)
  const instruments = ['codePlane', ...useAvailable(), 'objective']
  const [place, setPlace] = useState(0)
  return (
    <>
      <section
        className={styles.swipe}
        id="bench"
        aria-label={t.instruments}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys swipe it, whatever is on a slide
        tabIndex={0}
        onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
          setPlace(Math.round(scrollLeft / Math.max(1, clientWidth)))
        }
      >
        {/* a slide out of sight asks nothing of the model */}
        {instruments.map((id, i) => (
          <div className={styles.slide} key={id}>
            {Math.abs(i - place) <= 1 && <Slide id={id} />}
          </div>
        ))}
      </section>
      <p className={styles.place} aria-live="polite">
        <span>
          <strong>{titleOf(instruments[place] ?? 'codePlane')}</strong>{' '}
          {t.instrumentOf(place + 1, instruments.length)}
          <span className="visually-hidden">{t.swipe}</span>
        </span>
        <span className={styles.dots} aria-hidden="true">
          {instruments.map((id, i) => (
            <i key={id} data-shown={i === place || undefined} />
          ))}
        </span>
      </p>
    </>
  )
}
