// Code plane: where the encoder puts every test image; press anywhere to see what the decoder makes of that place.

import { useRef, useState } from 'react'
import { Choice } from '../../../../ui/Choice.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { NumberField } from '../../../../ui/NumberField.tsx'
import { Toggle } from '../../../../ui/Toggle.tsx'
import { useBox } from '../../../../ui/useBox.ts'
import { useWords } from '../../../../ui/words.tsx'
import { classNameOf } from '../classNames.ts'
import { defineInstrument, useBench, type InstrumentProps, type TestImages } from '../InstrumentView.tsx'
import { useTextSize } from '../plotAreaView.tsx'
import { useAskedPlane } from './askedPlaneView.tsx'
import { axisNames } from './figureView.tsx'
import type { CodePlanePart, CodePlaneQuestion } from './measure.ts'
import { useShownVariances } from './marksView.tsx'
import { Plane } from './PlaneView.tsx'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

/** The width, in text heights, from which the axes are named in whole words. */
const roomForWords = 33

function CodePlane({ part: measured }: InstrumentProps<CodePlanePart>) {
  const bench = useBench()
  const words = useWords(text)
  const box = useRef<HTMLDivElement>(null)
  const { width } = useBox(box)
  const textSize = useTextSize()
  const [wanted, setQuestion] = useState<CodePlaneQuestion | null>(null)
  const size = measured.origin.length
  const question = wanted !== null && size > 2 && Math.max(wanted.first, wanted.second) < size ? wanted : null
  const asked = useAskedPlane(measured, question)
  const part = asked.part ?? measured
  const test = matching(bench.test, part)
  const share = measured.axes.kind === 'principal' ? formatNumber(100 * measured.axes.share, 0) : ''
  const hasRoom = width > roomForWords * textSize
  return (
    <div className={styles.view} ref={box}>
      <Plane part={part} test={test} />
      {asked.sentence !== undefined && <Message kind="warning">{asked.sentence}</Message>}
      <div className={styles.footer}>
        {size > 2 && (
          <div className={styles.axes}>
            <Choice
              label={words.axes}
              value={question === null ? 'principal' : 'coordinates'}
              options={[
                { value: 'principal', label: hasRoom ? words.principal(share) : words.principalShort(share) },
                { value: 'coordinates', label: words.coordinates },
              ]}
              onChange={(value) => setQuestion(value === 'principal' ? null : { first: 0, second: 1 })}
            />
            {question !== null && (
              <>
                <NumberField
                  label={words.across}
                  value={question.first + 1}
                  min={1}
                  max={size}
                  integer
                  onCommit={(value) => setQuestion({ ...question, first: value - 1 })}
                />
                <NumberField
                  label={words.up}
                  value={question.second + 1}
                  min={1}
                  max={size}
                  integer
                  onCommit={(value) => setQuestion({ ...question, second: value - 1 })}
                />
                {asked.part === null && asked.sentence === undefined && <span>{words.asking}</span>}
                {asked.part !== null && asked.step !== bench.step && (
                  <span>{words.asOf(formatCount(asked.step))}</span>
                )}
              </>
            )}
          </div>
        )}
        <Toggle
          label={bench.recipe.code.condition === 'label' ? words.colourTold : words.colour}
          checked={bench.colourByClass}
          disabled={test === null}
          onChange={(on) => bench.setColourByClass(on)}
        />
      </div>
    </div>
  )
}

/** The test images, where they are those whose codes are shown. */
function matching(test: TestImages | null, part: CodePlanePart): TestImages | null {
  return test !== null && test.indices.length * 2 === part.points.length ? test : null
}

function useNote(part: CodePlanePart): string {
  const words = useWords(text)
  const { recipe } = useBench()
  const hasPosterior = useShownVariances() !== null
  const images = formatCount(part.points.length / 2)
  const onLine = part.axes.kind === 'line'
  const notes = [onLine ? words.noteLine(images) : words.note(images)]
  if (recipe.code.kind === 'gaussian') notes.push(onLine ? words.priorLine : words.prior)
  if (hasPosterior) notes.push(onLine ? words.posteriorLine : words.posterior)
  return notes.join(' · ')
}

function useTable(part: CodePlanePart): () => Table {
  const { test: images, recipe } = useBench()
  const words = useWords(text)
  return () => {
    const test = matching(images, part)
    const names = axisNames(part.axes, words).slice(0, part.axes.kind === 'line' ? 1 : 2)
    const rows = Array.from({ length: part.points.length / 2 }, (_, i) => {
      const index = test?.indices[i] ?? i
      const name = test ? classNameOf(recipe.data, test.labels[index]!) : ''
      return [index, name, ...names.map((_name, axis) => part.points[i * 2 + axis]!)]
    })
    const columns = [words.fileIndex, words.classColumn, ...names].map((label) => ({ label }))
    return { columns, rows }
  }
}

export const view = defineInstrument<CodePlanePart>({
  id: 'codePlane',
  title,
  useNote,
  View: CodePlane,
  useTable,
})
