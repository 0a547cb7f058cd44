// The strip: the recipe in seven columns, in the order in which data flows.

import { useWords } from '../../../../ui/words.tsx'
import { CodeView } from './CodeView.tsx'
import { CorruptView } from './CorruptView.tsx'
import { DataView } from './DataView.tsx'
import { DecodeView } from './DecodeView.tsx'
import { EncodeView } from './EncodeView.tsx'
import { ObjectiveView } from './ObjectiveView.tsx'
import { OptimiseView } from './OptimiseView.tsx'
import styles from './Strip.module.css'
import { stripWords } from './stripWordsView.tsx'

export { StripChips } from './StripChipsView.tsx'

export function StripView() {
  const { recipe } = useWords(stripWords)
  return (
    <section aria-label={recipe} className={styles.frame}>
      <div className={styles.strip}>
        <DataView />
        <CorruptView />
        <EncodeView />
        <CodeView />
        <DecodeView />
        <ObjectiveView />
        <OptimiseView />
      </div>
    </section>
  )
}
