// A bench made by hand around the strip: it records what the controls ask for, and does what they say.

import { useState, type ReactNode } from 'react'
import { vi } from 'vitest'
import {
  BenchContext,
  type Bench,
  type Chosen,
} from '../../../src/benches/autoencoder/instruments/InstrumentView.tsx'
import type { StripAnswer } from '../../../src/benches/autoencoder/instruments/strip/measure.ts'
import { recipeBook, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { undotted, withValueAt } from '../../../src/lab/json.ts'

function ramp(length: number, from = 0): Float32Array {
  return Float32Array.from({ length }, (_, i) => from + i / length)
}

/** What a model of the default recipe could make of an image. */
export const passage: StripAnswer = {
  input: ramp(784),
  encoder: [ramp(256), ramp(64)],
  code: Float32Array.of(1.5, -2),
  logVariance: null,
  decoder: [ramp(64), ramp(256)],
  image: ramp(784).toReversed(),
  reconstruction: Float32Array.of(148.2),
  terms: { l1Weights: 5.6, l2Weights: 0.25 },
}

export const edit = vi.fn<Bench['edit']>()
export const choose = vi.fn<Bench['choose']>()

interface BenchAroundProps {
  recipe: AutoencoderRecipe
  answer?: StripAnswer | null
  first?: Chosen
  children: ReactNode
}

export function BenchAround({
  recipe,
  answer = passage,
  first = { kind: 'test', index: 18 },
  children,
}: BenchAroundProps) {
  const [edited, setEdited] = useState(recipe)
  const [chosen, setChosen] = useState(first)
  const bench: Bench = {
    step: 100,
    recipe: edited,
    edited,
    test: {
      pixels: new Uint8Array(10_000 * 784),
      labels: new Uint8Array(10_000),
      indices: Uint32Array.of(3, 18, 61),
    },
    pca: null,
    history: [],
    batchLosses: [],
    partsOf: () => [],
    runsMade: [],
    bringOwn: () => undefined,
    trainImages: 60_000,
    linearDenoiser: () => Promise.reject(new Error('nobody computes here')),
    chosen,
    choose: (next) => {
      choose(next)
      setChosen(next)
    },
    passage: answer,
    colourByClass: false,
    setColourByClass: () => {},
    edit: (path, value) => {
      edit(path, value)
      setEdited((old) => withValueAt(old, undotted(path), value) as AutoencoderRecipe)
    },
    editAll: (changes) => Object.entries(changes).forEach(([path, value]) => bench.edit(path, value)),
    changeable: (path) => recipeBook.changeable(path),
    ask: () => Promise.reject(new Error('nobody answers here')),
  }
  return <BenchContext value={bench}>{children}</BenchContext>
}
