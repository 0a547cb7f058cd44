// A page for reading: one chapter by itself, on a phone, a screen or paper; or the contents and what stands behind the last one.

import { use, useEffect } from 'react'
import { AppendixView } from '../chapters/AppendixView.tsx'
import { ChapterContext, type ChapterBench } from '../chapters/chapterContext.ts'
import { ChapterView } from '../chapters/ChapterView.tsx'
import { chapters } from '../chapters/chapters.ts'
import { appendices, readAddress, type Place } from '../chapters/reading.ts'
import { Button } from '../ui/Button.tsx'
import { LaterContext } from '../ui/later.ts'
import { defineWords, useWords } from '../ui/words.tsx'
import { useLab } from './LabContext.tsx'
import styles from './ReadingPage.module.css'
import { useWayBack, type Scrolled } from './useWayBack.ts'

const words = defineWords({
  en: {
    lab: 'Back to the lab',
  },
})

/** @param scrolled how far its visits were scrolled, from one opening to the next */
export function ReadingPage({ place, scrolled }: { place: Place; scrolled: Scrolled }) {
  const { page } = place
  const t = useWords(words)
  const lab = useLab()
  useEffect(() => {
    const goOn = lab.stepAside()
    return goOn
  }, [lab])
  const follow = useWayBack(place, scrolled)
  const isChapter = chapters.some(({ id }) => id === page)
  const appendix = appendices.find((known) => known === page) ?? 'contents'
  const leave = () => {
    lab.view({ firstVisit: false, ...(isChapter && { chapterId: page, chapter: true }) })
    location.hash = new URL(lab.address()).hash
  }
  const bench = use(ChapterContext)!
  // what opens on the bench is to be seen there
  const beside: ChapterBench = {
    ...bench,
    open: (recipe) => {
      bench.open(recipe)
      leave()
    },
    compare: (recipes) => {
      bench.compare(recipes)
      leave()
    },
  }
  return (
    <div className={styles.page} id="reading" onScroll={follow}>
      <header className={styles.bar}>
        <Button kind="quiet" onClick={leave}>
          {t.lab}
        </Button>
      </header>
      <main className={styles.text}>
        {/* there is no bench that its formulas would keep waiting */}
        <LaterContext value>
          <ChapterContext value={beside}>
            {isChapter ? (
              <ChapterView id={page} isPage onTurn={(id) => (location.hash = readAddress({ page: id }))} />
            ) : (
              <AppendixView page={appendix} />
            )}
          </ChapterContext>
        </LaterContext>
      </main>
    </div>
  )
}
