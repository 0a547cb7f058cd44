// Summary: the model in numbers, each beside what it is to be compared with.

import { useState, type ReactNode } from 'react'
import { Button } from '../../../../ui/Button.tsx'
import type { Table } from '../../../../ui/csv.ts'
import { formatCount, formatNumber, formatSignificant } from '../../../../ui/format.ts'
import { Message } from '../../../../ui/Message.tsx'
import { useWords } from '../../../../ui/words.tsx'
import type { LinearMethod } from '../../../../lab/bench.ts'
import { trailingSum, type Pca } from '../../../../numerics/pca.ts'
import { activeTerms, weightOf } from '../../objective/terms.ts'
import { writtenReconstruction } from '../../objective/reconstruction.ts'
import { imageBits } from '../../imageBits.ts'
import { pixels } from '../../shapes.ts'
import { defineInstrument, useBench, type Bench, type InstrumentProps } from '../InstrumentView.tsx'
import type { Knn5, SummaryPart } from './measure.ts'
import styles from './View.module.css'
import { title } from './title.ts'
import { words as text } from './words.ts'

const bitsPerNumber = 32

function Summary({ part }: InstrumentProps<SummaryPart>) {
  const bench = useBench()
  const words = useWords(text)
  const { recipe, pca } = bench
  const { size } = recipe.code
  const k = formatCount(size)
  const evaluation = evaluationAt(bench)
  const test = bench.pca && pcaTest(bench.pca, bench.recipe.code.size)
  const unit = writtenReconstruction(recipe).unit.en
  const terms = activeTerms(recipe)
  return (
    <div className={styles.view}>
      <div className={styles.list}>
        <Group title={words.errorGroup}>
          <Item name={words.network}>{formatSignificant(part.msePerPixel, 4)}</Item>
          <Item name={words.pcaTest(k)} waiting={test === null}>
            {test === null ? words.waiting : formatSignificant(test, 4)}
          </Item>
          <Item name={words.pcaTrain(k)} waiting={pca === null} how={words.pcaHow}>
            {pca === null ? words.waiting : formatSignificant(pcaTraining(pca, size), 4)}
          </Item>
        </Group>
        {evaluation && (
          <Group title={words.objectiveGroup(unit)}>
            <Item name={words.reconstruction}>{formatNumber(evaluation.reconstruction, 2)}</Item>
            {terms.map((term) => (
              <Item key={term.id} name={words.term(term.label.en, term.unit.en)}>
                <span className={styles.weight}>
                  {words.weight(formatSignificant(weightOf(recipe, term)))}{' '}
                </span>
                {formatSignificant(evaluation.terms[term.id] ?? Number.NaN, 4)}
              </Item>
            ))}
            {terms.length > 0 && <Item name={words.total}>{formatNumber(evaluation.total, 2)}</Item>}
          </Group>
        )}
        <Group title={words.sizeGroup}>
          <Item name={words.parameters}>{formatCount(part.parameters)}</Item>
          <Item name={words.input} how={words.inputHow(String(imageBits(recipe) / pixels))}>
            {formatCount(imageBits(recipe))}
          </Item>
          <Item name={words.code} how={words.codeHow(k)}>
            {formatCount(size * bitsPerNumber)}
          </Item>
        </Group>
        <Neighbours bench={bench} />
      </div>
    </div>
  )
}

function Group({ title, below, children }: { title: string; below?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>{children}</dl>
      {below}
    </section>
  )
}

interface ItemProps {
  readonly name: string
  readonly how?: string
  readonly waiting?: boolean
  readonly children: ReactNode
}

function Item({ name, how, waiting, children }: ItemProps) {
  return (
    <div className={styles.item}>
      <dt>{name}</dt>
      <dd data-waiting={waiting || undefined}>{children}</dd>
      {how !== undefined && <dd className={styles.how}>{how}</dd>}
    </div>
  )
}

/** The neighbours' vote, which the reader asks for. */
function Neighbours({ bench }: { bench: Bench }) {
  const words = useWords(text)
  const [state, setState] = useState<{ asking: boolean; found?: Knn5 & { step: number }; sentence?: string }>(
    {
      asking: false,
    },
  )
  const measure = async () => {
    const { step } = bench
    setState({ ...state, asking: true, sentence: undefined })
    try {
      const answer = (await bench.ask('summary', undefined)) as Knn5
      setState({ asking: false, found: { ...answer, step } })
    } catch (error) {
      setState({ asking: false, sentence: error instanceof Error ? error.message : String(error) })
    }
  }
  const { found } = state
  const seen = bench.recipe.code.condition === 'label' ? words.told : words.neverSaw
  const how = `${words.knnHow}; ${seen}`
  return (
    <Group
      title={words.codesGroup}
      below={state.sentence !== undefined && <Message kind="warning">{state.sentence}</Message>}
    >
      <Item name={words.knn} how={found ? `${words.asOf(formatCount(found.step))} · ${how}` : how}>
        {found && words.accuracy(formatNumber(100 * found.knn5Accuracy, 1))}{' '}
        {found?.step !== bench.step && (
          <Button onClick={() => void measure()} disabled={state.asking}>
            {state.asking ? words.measuring : found ? words.again : words.measure}
          </Button>
        )}
      </Item>
    </Group>
  )
}

function evaluationAt({ history, step }: Bench): Bench['history'][number]['evaluation'] | null {
  return history.findLast((measured) => measured.step === step)?.evaluation ?? null
}

/** Mean squared error per pixel of PCA on its own training set. */
function pcaTraining(pca: Pca, k: number): number {
  return trailingSum(pca.values, k) / pixels
}

/** Mean squared error per pixel of PCA on the test images. */
function pcaTest({ testErrors }: LinearMethod, k: number): number {
  return testErrors[Math.min(k, pixels)]! / pixels
}

function useNote(): string {
  const words = useWords(text)
  return words.note(formatCount(useBench().step))
}

function useTable(part: SummaryPart): () => Table {
  const words = useWords(text)
  const bench = useBench()
  return () => {
    const { recipe, pca } = bench
    const { size } = recipe.code
    const evaluation = evaluationAt(bench)
    const unit = writtenReconstruction(recipe).unit.en
    const objective = evaluation
      ? [
          [words.reconstruction, evaluation.reconstruction, unit],
          ...activeTerms(recipe).map((term) => [
            term.label.en,
            evaluation.terms[term.id] ?? Number.NaN,
            term.unit.en,
          ]),
          [words.total, evaluation.total, unit],
        ]
      : []
    const linear = pca
      ? [
          [words.pcaTest(String(size)), pcaTest(pca, size), words.perPixel],
          [words.pcaTrain(String(size)), pcaTraining(pca, size), words.perPixel],
        ]
      : []
    return {
      columns: [{ label: words.quantity }, { label: words.valueColumn }, { label: words.unitColumn }],
      rows: [
        [words.network, part.msePerPixel, words.perPixel],
        ...linear,
        ...objective,
        [words.parameters, part.parameters, ''],
        [words.input, imageBits(recipe), words.bits],
        [words.code, size * bitsPerNumber, words.bits],
      ],
    }
  }
}

export const view = defineInstrument<SummaryPart>({
  id: 'summary',
  title,
  useNote,
  View: Summary,
  useTable,
})
