// A bench around one instrument's view, of a size, with everything that a test does not say left as it begins.

import { useState } from 'react'
import { render } from 'vitest-browser-react'
import {
  BenchContext,
  type Bench,
  type Chosen,
  type InstrumentView,
  type TestImages,
} from '../../../src/benches/autoencoder/instruments/InstrumentView.tsx'
import { undercomplete } from '../../../src/benches/autoencoder/families/undercomplete.ts'
import type { AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import type { Table } from '../../../src/ui/csv.ts'
import type { LinearMethod } from '../../../src/lab/bench.ts'
import '../../../src/ui/base.css'

export const recipe: AutoencoderRecipe = undercomplete.recipe

/** Image i has one lit row, i modulo 28, and the label i modulo 10. */
export function testImages(count: number): TestImages {
  const pixels = new Uint8Array(count * 784)
  for (let i = 0; i < count; i++) pixels.fill(255, i * 784 + (i % 28) * 28, i * 784 + (i % 28) * 28 + 28)
  return {
    pixels,
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
    indices: Uint32Array.from({ length: count }, (_, i) => i),
  }
}

/** A PCA whose i-th component is the i-th pixel, with a mean of 0 and variances 1, 1/2, 1/3 …, and errors of 78.4/(k + 1) on the test images. */
export function pixelPca(): LinearMethod {
  const components = new Float32Array(784 * 784)
  for (let i = 0; i < 784; i++) components[i * 784 + i] = 1
  return {
    mode: 'grey',
    mean: new Float64Array(784),
    values: Float64Array.from({ length: 784 }, (_, i) => 1 / (i + 1)),
    components,
    testErrors: Float64Array.from({ length: 785 }, (_, k) => 78.4 / (k + 1)),
  }
}

export interface OnBench {
  readonly chosen: Chosen[]
  readonly asked: { instrument: string; question: unknown }[]
  /** what the view's hooks say: title, note, table */
  readonly said: { title: string; note?: string; table?: () => Table }
  again(part: unknown, bench?: Partial<Bench>): Promise<void>
}

interface Options {
  readonly bench?: Partial<Bench>
  readonly answer?: (instrument: string, question: unknown) => unknown
  readonly width?: number
  readonly height?: number
}

export async function showOnBench<Part>(
  view: InstrumentView<Part>,
  part: Part,
  { bench, answer = () => undefined, width = 500, height = 400 }: Options = {},
): Promise<OnBench> {
  const chosen: Chosen[] = []
  const asked: OnBench['asked'] = []
  const said: OnBench['said'] = { title: '' }

  const { useNote, useTable } = view

  function Hooks({ shown }: { shown: Part }) {
    Object.assign(said, {
      title: view.title.en,
      note: useNote(shown),
      table: useTable(shown),
    })
    return <view.View part={shown} />
  }

  function Host({ shown, more }: { shown: Part; more?: Partial<Bench> }) {
    const [colourByClass, setColourByClass] = useState(false)
    const [now, choose] = useState<Chosen>({ kind: 'test', index: 0 })
    const value: Bench = {
      step: 100,
      recipe,
      edited: recipe,
      test: null,
      pca: null,
      history: [],
      batchLosses: [],
      partsOf: () => [],
      runsMade: [],
      bringOwn: () => undefined,
      trainImages: 60_000,
      linearDenoiser: () => Promise.reject(new Error('nobody computes here')),
      chosen: now,
      passage: null,
      choose: (next) => {
        chosen.push(next)
        choose(next)
      },
      colourByClass,
      setColourByClass,
      edit: () => undefined,
      editAll: () => undefined,
      changeable: () => true,
      ask: async (instrument, question) => {
        asked.push({ instrument, question })
        return answer(instrument, question)
      },
      ...bench,
      ...more,
    }
    return (
      <BenchContext value={value}>
        <div style={{ width, height, display: 'flex', flexDirection: 'column' }}>
          <Hooks shown={shown} />
        </div>
      </BenchContext>
    )
  }

  const screen = await render(<Host shown={part} />)
  return {
    chosen,
    asked,
    said,
    again: async (next, more) => screen.rerender(<Host shown={next as Part} more={more} />),
  }
}
