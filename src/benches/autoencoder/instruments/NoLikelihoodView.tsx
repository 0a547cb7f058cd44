// What stands in place of everything said of log p(x) where the pixels are grey: why, and the way to pixels that have it.

import { Button } from '../../../ui/Button.tsx'
import { useWords } from '../../../ui/words.tsx'
import { useBench } from './InstrumentView.tsx'
import styles from './exactPosterior/View.module.css'
import { words as text } from './exactPosterior/words.ts'

export function NoLikelihood() {
  const { edit } = useBench()
  const words = useWords(text)
  return (
    <div className={styles.instead}>
      <p>{words.grey}</p>
      <Button onClick={() => edit('data.pixels', 'sampled')}>{words.useSampled}</Button>
    </div>
  )
}
