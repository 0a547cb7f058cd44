// The strip is the recipe: every control edits its own path, and what cannot be is not offered.

import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Chosen } from '../../../src/benches/autoencoder/instruments/InstrumentView.tsx'
import type { StripAnswer } from '../../../src/benches/autoencoder/instruments/strip/measure.ts'
import { StripChips, StripView } from '../../../src/benches/autoencoder/instruments/strip/StripView.tsx'
import '../../../src/ui/base.css'
import { recipeOf } from '../../support/recipes.ts'
import { BenchAround, choose, edit, passage } from './bench.tsx'

const fresh = 'Needs new weights: starts a fresh run from the same seed'

beforeEach(() => {
  edit.mockClear()
  choose.mockClear()
})

async function renderStrip(
  partial: unknown = {},
  { answer, first }: { answer?: StripAnswer | null; first?: Chosen } = {},
) {
  return render(
    <div style={{ width: 1068 }}>
      <BenchAround recipe={recipeOf(partial)} answer={answer} first={first}>
        <StripView />
      </BenchAround>
    </div>,
  )
}

function strip() {
  return page.getByRole('region', { name: 'Recipe' })
}

async function type(name: string, text: string) {
  await userEvent.fill(page.getByRole('spinbutton', { name, exact: true }), text)
  await userEvent.keyboard('{Enter}')
}

describe('layout', () => {
  test('seven columns in the order of the data’s flow, 1068 × 246, nothing cut off', async () => {
    await renderStrip()
    const columns = strip().getByRole('group').elements()
    expect(columns.map((column) => column.querySelector('h3')!.textContent)).toEqual([
      'Data',
      'Corrupt',
      'Encode',
      'Code',
      'Decode',
      'Objective',
      'Optimise',
    ])
    const box = strip().element().getBoundingClientRect()
    expect([box.width, box.height]).toEqual([1068, 246])
    for (const column of columns) {
      expect(column.scrollWidth).toBeLessThanOrEqual(column.clientWidth)
      expect(column.scrollHeight).toBeLessThanOrEqual(column.clientHeight)
    }
  })

  test.each([
    ['before the model has answered', { answer: null }],
    ['for a bare code', { first: { kind: 'code' as const, code: Float32Array.of(1, 2) } }],
  ])('the strip is as high %s', async (_name, options) => {
    await renderStrip({}, options)
    expect(strip().element().getBoundingClientRect().height).toBe(246)
  })

  test('every control has a name of its own', async () => {
    await renderStrip()
    const names = [...strip().element().querySelectorAll('input, select')]
      .filter((control) => !control.closest('[popover]'))
      .map((control) => {
        const { ariaLabel, labels } = control as HTMLInputElement
        return ariaLabel ?? labels?.[0]?.textContent ?? ''
      })
    expect(names).not.toContain('')
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('edits', () => {
  test.each([
    ['Data set', 'fashion-mnist', 'data.set'],
    ['Pixels', 'sampled', 'data.pixels'],
    ['Encoder activation', 'tanh', 'encode.activation'],
    ['Initial weights', 'he', 'encode.initial'],
    ['Code activation', 'sigmoid', 'code.activation'],
    ['Decoder output', 'gaussian', 'decode.output'],
    ['Output bias at the start', 'mean', 'decode.bias'],
    ['Reduce the reconstruction over pixels', 'mean', 'objective.reconstruction.reduce'],
    ['Optimisation method', 'sgd', 'optimise.method'],
  ])('%s: %s', async (name, value, path) => {
    await renderStrip()
    const choice = page.getByRole('combobox', { name, exact: true })
    await expect.element(choice).toHaveAccessibleDescription(fresh)
    await userEvent.selectOptions(choice, value)
    expect(edit.mock.calls).toEqual([[path, value]])
  })

  test.each([
    ['Train on: number of training images', '1000', 'data.train'],
    ['Code size in figures', '5', 'code.size'],
    ['Learning rate', '0.01', 'optimise.rate'],
    ['Batch size', '64', 'optimise.batch'],
    ['Steps to train', '20', 'optimise.steps'],
    ['Seed', '7', 'seed'],
  ])('%s: %s', async (name, text, path) => {
    await renderStrip()
    await type(name, text)
    expect(edit.mock.calls).toEqual([[path, Number(text)]])
  })

  test('what a run can take in its stride does not ask for new weights', async () => {
    await renderStrip()
    for (const name of ['Learning rate', 'Batch size', 'Steps to train']) {
      const field = page.getByRole('spinbutton', { name, exact: true })
      expect(field.element().getAttribute('aria-description')).toBeNull()
    }
    await expect.element(page.getByRole('spinbutton', { name: 'Seed' })).toHaveAccessibleDescription(fresh)
  })

  test('the code’s size is set when the slider is let go, and says what it saves', async () => {
    await renderStrip()
    const slider = page.getByRole('slider', { name: 'Code size', exact: true })
    slider.element().focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(edit.mock.calls).toEqual([['code.size', 3]])
    await expect.element(slider).toHaveAccessibleDescription(/6,272\s+to\s+96 bits, decoder not counted/)
  })

  test('a term’s weight is set while it moves, and its left end is off', async () => {
    await renderStrip()
    const slider = page.getByRole('slider', { name: 'Weight of L2 on weights' })
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'off')
    slider.element().focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(new Set(edit.mock.calls.map((call) => JSON.stringify(call)))).toEqual(
      new Set(['["objective.l2Weights.weight",0.00001]']),
    )
    await userEvent.keyboard('{Home}')
    expect(edit.mock.lastCall).toEqual(['objective.l2Weights.weight', 0])
  })

  test('classes are taken away one by one, and the last one stays', async () => {
    await renderStrip({ data: { classes: [3, 8] } })
    await page.getByRole('button', { name: 'Classes: 3, 8' }).click()
    await page.getByRole('checkbox', { name: '3', exact: true }).click()
    expect(edit.mock.calls).toEqual([['data.classes', [8]]])
    await expect.element(page.getByRole('checkbox', { name: '8', exact: true })).toBeDisabled()
    await page.getByRole('checkbox', { name: '1', exact: true }).click()
    expect(edit.mock.lastCall).toEqual(['data.classes', [1, 8]])
  })

  test('layers are added, set and taken away, and Escape leads back to their line', async () => {
    await renderStrip()
    const line = page.getByRole('button', { name: /^Encoder layers/ })
    await line.click()
    await page.getByRole('button', { name: 'Add a layer' }).click()
    const layers = (...units: number[]) => units.map((of) => ({ kind: 'dense', units: of }))
    expect(edit.mock.lastCall).toEqual(['encode.layers', layers(256, 64, 32)])
    await type('Layer 1', '128')
    expect(edit.mock.lastCall).toEqual(['encode.layers', layers(128, 64, 32)])
    await page.getByRole('button', { name: 'Take layer 2 away' }).click()
    expect(edit.mock.lastCall).toEqual(['encode.layers', layers(128, 32)])
    await userEvent.keyboard('{Escape}')
    await expect.element(line).toHaveFocus()
    await expect.element(line).toHaveAccessibleName('Encoder layers: 128 · 32')
  })

  test('a decoder of its own begins as the mirror, and gives up tied weights in the same edit', async () => {
    await renderStrip({ decode: { tied: true } })
    await page.getByRole('switch', { name: 'Mirror the encoder' }).click()
    const [[path, decode]] = edit.mock.calls as [[string, { layers: unknown; tied: boolean }]]
    expect(path).toBe('decode')
    expect(decode.tied).toBe(false)
    expect(decode.layers).toEqual([
      { kind: 'dense', units: 64 },
      { kind: 'dense', units: 256 },
    ])
    const tied = page.getByRole('switch', { name: /^Tied/ })
    await expect.element(tied).toBeDisabled()
    await expect.element(tied).toHaveAccessibleDescription('Tying needs a decoder that mirrors the encoder')
    await page.getByRole('switch', { name: 'Mirror the encoder' }).click()
    expect(edit.mock.lastCall).toEqual(['decode.layers', 'mirror'])
  })
})

describe('numbers', () => {
  test('the weights are counted, biases and all', async () => {
    await renderStrip()
    const kernels = 2 * (784 * 256 + 256 * 64 + 64 * 2)
    expect(kernels + 256 + 64 + 2 + 64 + 256 + 784).toBe(435_858)
    await expect.element(strip()).toHaveTextContent('435,858 weights')
  })

  test('the objective of the image is written term by term; terms that are off are left out', async () => {
    await renderStrip({ objective: { l1Weights: { weight: 0.01 } } })
    await expect.element(page.getByText('148.2 + 0.01 × 5.6 = 148.3')).toBeInTheDocument()
  })

  test('mean divides the reconstruction, not the penalty', async () => {
    await renderStrip({ objective: { reconstruction: { reduce: 'mean' }, l1Weights: { weight: 0.01 } } })
    await expect.element(page.getByText('148.2 / 784 + 0.01 × 5.6 = 0.245')).toBeInTheDocument()
    await expect.element(strip()).toHaveTextContent('this image · per pixel')
  })
})

describe('the chosen image', () => {
  test('goes on within the recipe’s classes, and around the ends', async () => {
    await renderStrip()
    await page.getByRole('button', { name: 'Next test image' }).click()
    expect(choose.mock.lastCall).toEqual([{ kind: 'test', index: 61 }])
    await page.getByRole('button', { name: 'Next test image' }).click()
    expect(choose.mock.lastCall).toEqual([{ kind: 'test', index: 3 }])
    await page.getByRole('button', { name: 'Previous test image' }).click()
    expect(choose.mock.lastCall).toEqual([{ kind: 'test', index: 61 }])
  })

  test('is one by its number, or one’s own', async () => {
    await renderStrip()
    await type('test image', '1234')
    expect(choose.mock.lastCall).toEqual([{ kind: 'test', index: 1234 }])
    await page.getByRole('button', { name: 'Draw a digit of your own' }).click()
    page.getByRole('application', { name: 'Draw a digit of your own' }).element().focus()
    await userEvent.keyboard(' {ArrowDown}{ArrowDown} ')
    const drawn = choose.mock.lastCall![0]
    expect(drawn.kind === 'drawn' && drawn.pixels.some((ink) => ink > 0.9)).toBe(true)
    expect(edit).not.toHaveBeenCalled()
  })

  test('a bar that moves decodes another code, and there is a way back to the image', async () => {
    await renderStrip()
    const bar = page.getByRole('slider', { name: 'Code value 1 of 2' })
    bar.element().focus()
    await userEvent.keyboard('{ArrowRight}')
    const moved = choose.mock.lastCall![0]
    const code = moved.kind === 'code' ? [...moved.code] : []
    expect(code[0]).toBeGreaterThan(passage.code[0]!)
    expect(code[1]).toBe(passage.code[1])
    await expect.element(page.getByText('a code, not an image').first()).toBeVisible()
    await expect.element(page.getByRole('img', { name: /^Encoder layer/ })).not.toBeInTheDocument()
    await expect.element(page.getByRole('img', { name: /^Decoder layer 1/ })).toBeVisible()
    await page.getByRole('button', { name: 'back to image 18' }).click()
    expect(choose.mock.lastCall).toEqual([{ kind: 'test', index: 18 }])
  })
})

describe('on a phone', () => {
  test('each chip opens its column, and Escape closes it', async () => {
    await render(
      <div style={{ width: 390 }}>
        <BenchAround recipe={recipeOf({})}>
          <StripChips />
        </BenchAround>
      </div>,
    )
    const names = [
      'Data: MNIST',
      'Encode: 256 · 64',
      'Code: 2 numbers',
      'Decode: Bernoulli',
      'Objective: Bernoulli',
      'Optimise: Adam 0.001',
    ]
    for (const name of names) {
      const chip = page.getByRole('button', { name, exact: true })
      await chip.click()
      const title = name.slice(0, name.indexOf(':'))
      await expect.element(page.getByRole('dialog', { name: title }).getByRole('group')).toBeVisible()
      await userEvent.keyboard('{Escape}')
      await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
      await expect.element(chip).toHaveFocus()
    }
  })

  test('what is edited in a sheet is written on its chip', async () => {
    await render(
      <BenchAround recipe={recipeOf({})}>
        <StripChips />
      </BenchAround>,
    )
    await page.getByRole('button', { name: 'Optimise: Adam 0.001' }).click()
    await type('Learning rate', '0.05')
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('button', { name: 'Optimise: Adam 0.05' })).toBeVisible()
  })
})
