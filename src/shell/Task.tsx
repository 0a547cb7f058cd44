// The task of a teacher's link, above the bench, and the way out of it.

import { Button } from '../ui/Button.tsx'
import { useWords } from '../ui/words.tsx'
import { useLab, useLabState } from './LabContext.tsx'
import styles from './Task.module.css'
import { words } from './words.ts'

export function Task() {
  const t = useWords(words)
  const lab = useLab()
  const lesson = useLabState((state) => state.lesson)
  if (lesson === null) return null
  return (
    <section className={styles.task} aria-label={t.task}>
      <p className={styles.text}>{lesson.task || t.taskWithoutText}</p>
      <Button kind="quiet" onClick={lab.leaveLesson}>
        {t.leaveTask}
      </Button>
    </section>
  )
}
