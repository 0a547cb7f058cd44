// A page for reading: one chapter by itself, on a phone, a screen or paper; or the contents and what stands behind the last one.

import { use, useEffect } from 'react'
import { AppendixView } from '../chapters/AppendixView.tsx'
import { ChapterContext, type ChapterBench } from '../chapters/chapterContext.ts'
import { ChapterView } from '../chapters/ChapterView.tsx'
import { chapters } from '../chapters/chapters.ts'
import { appendices, readAddress, type Place } from '../chapters/reading.ts'
import { Button } from '../ui/Button.tsx'
import { defineWords, useWords } from '../ui/words.tsx'
import { useLab } from './LabContext.tsx'
import styles from './ReadingPage.module.css'

const words = defineWords({
  en: {
    lab: 'Back to the lab',
  },
})

export function ReadingPage({ place }: { place: Place }) {
  const { page, entry } = place
  const t = useWords(words)
  const lab = useLab()
  useEffect(() => {
    const goOn = lab.stepAside()
    return goOn
  }, [lab])
  useEffect(() => {
    // the lab, which opened first, wrote an address of its own
    history.replaceState(null, '', readAddress({ page, entry }))
    const looked = entry === undefined ? null : document.getElementById(`entry-${entry}`)
    if (looked === null) document.getElementById('reading')!.scrollTo(0, 0)
    else {
      looked.scrollIntoView({ block: 'center' })
      looked.focus({ preventScroll: true })
    }
  }, [page, entry])
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
    <div className={styles.page} id="reading">
      <header className={styles.bar}>
        <Button kind="quiet" onClick={leave}>
          {t.lab}
        </Button>
      </header>
      <main className={styles.text}>
        <ChapterContext value={beside}>
          {isChapter ? (
            <ChapterView id={page} isPage onTurn={(id) => (location.hash = readAddress({ page: id }))} />
          ) : (
            <AppendixView page={appendix} />
          )}
        </ChapterContext>
      </main>
    </div>
  )
}
