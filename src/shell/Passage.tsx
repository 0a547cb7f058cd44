// Input, code and output of the chosen image in one row: the whole autoencoder at a glance.

import { useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { formatNumber } from '../ui/format.ts'
import { ImageGrid } from '../ui/ImageGrid.tsx'
import { useWords } from '../ui/words.tsx'
import styles from './Passage.module.css'
import { words } from './words.ts'

const blank = new Float32Array(784)
/** codes longer than this are not written out */
const most = 4

export function Passage() {
  const t = useWords(words)
  const { passage } = useBench()
  const code = [...(passage?.code ?? [])]
  const numbers = code
    .slice(0, most)
    .map((value) => formatNumber(value, 1))
    .join(', ')
  return (
    <section className={styles.passage} aria-label={`${t.inputImage}, ${t.itsCode}, ${t.output}`}>
      <figure>
        <ImageGrid images={passage?.input ?? blank} columns={1} fit="box" label={t.inputImage} />
      </figure>
      <div className={styles.code}>
        z = ({numbers}
        {code.length > most && ', …'})
      </div>
      <figure>
        <ImageGrid images={passage?.image ?? blank} columns={1} fit="box" label={t.output} />
      </figure>
    </section>
  )
}
