// Input, code and output of the chosen image in one row: the whole autoencoder at a glance.

import { useBench } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { mostBars, useCalmLimit } from '../benches/autoencoder/instruments/strip/CodeBarsView.tsx'
import { Bars } from '../ui/Bars.tsx'
import { formatNumber } from '../ui/format.ts'
import { ImageGrid } from '../ui/ImageGrid.tsx'
import { useWords } from '../ui/words.tsx'
import styles from './Passage.module.css'
import { words } from './words.ts'

const nothing = new Float32Array(0)
const blank = new Float32Array(784)
/** codes longer than this are not written out */
const most = 4
/** for the bars of all numbers, CSS pixels */
const room = 80

export function Passage() {
  const t = useWords(words)
  const { passage } = useBench()
  const code = passage?.code ?? nothing
  const limit = useCalmLimit(code)
  const numbers = Array.from(code.subarray(0, most), (value) => formatNumber(value, 1)).join(', ')
  const thickness = Math.max(2, Math.min(9, Math.floor(room / (1.5 * code.length))))
  return (
    <section className={styles.passage} aria-label={`${t.inputImage}, ${t.itsCode}, ${t.output}`}>
      <figure>
        <ImageGrid images={passage?.input ?? blank} columns={1} fit="box" label={t.inputImage} />
      </figure>
      <div className={styles.code}>
        z = ({numbers}
        {code.length > most && ', …'})
        {code.length > 0 && code.length <= mostBars && (
          <div aria-hidden="true">
            <Bars values={code} limit={limit} label="" height={thickness} />
          </div>
        )}
      </div>
      <figure>
        <ImageGrid images={passage?.image ?? blank} columns={1} fit="box" label={t.output} />
      </figure>
    </section>
  )
}
