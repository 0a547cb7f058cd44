// The strip is the recipe: every control edits its own path, and what cannot be is not offered.

import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Chosen } from '../../../src/benches/autoencoder/instruments/InstrumentView.tsx'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
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

const gaussianOutput = {
  family: 'variational',
  decode: { output: 'gaussian', variance: 0.5 },
  objective: { reconstruction: { reduce: 'mean' }, kl: { warmup: 5000, freeBits: 0.05 } },
}

const manyTerms = {
  family: 'sparse-kl',
  objective: { l1: { weight: 0.01 }, l2Weights: { weight: 0.001 }, contraction: { weight: 0.1 } },
}

const everyGaussian = {
  family: 'conditional',
  corrupt: { kind: 'salt-and-pepper', rate: 0.3 },
  code: { samples: 50, gradient: 'blocked' },
  decode: { output: 'gaussian', variance: 'learned' },
}

function isCut(part: HTMLElement): boolean {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight, tagName } = part
  // what only screen readers are to find is cut off on purpose
  if (clientWidth === 0 || getComputedStyle(part).clipPath !== 'none') return false
  return scrollWidth > clientWidth + 1 || (tagName === 'FIELDSET' && scrollHeight > clientHeight)
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

  test.each<readonly [name: string, partial: unknown]>([
    ...recipeBook.families.map(({ id }) => [id, { family: id }] as const),
    ['Gaussian output, mean, warm-up', gaussianOutput],
    ['more terms than fit', manyTerms],
    ['everything of a Gaussian code', everyGaussian],
  ])('%s: as high as ever, and nothing cut off', async (_name, partial) => {
    await renderStrip(partial, { answer: null })
    expect(strip().element().getBoundingClientRect().height).toBe(246)
    const shown = [
      ...strip().element().querySelectorAll<HTMLElement>('fieldset:has(h3), select, [class*=controls] *'),
    ]
    const cut = shown.filter(
      (part) => !part.closest('[popover], .visually-hidden, .katex-mathml') && isCut(part),
    )
    expect(cut.map((part) => [part.tagName, part.className, part.scrollWidth - part.clientWidth])).toEqual([])
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

  test('a term’s weight is set while it moves, and its slider stays where its left end is off', async () => {
    await renderStrip({ objective: { l2Weights: { weight: 0.00001 } } })
    const slider = page.getByRole('slider', { name: 'Weight of L2 on weights' })
    slider.element().focus()
    await userEvent.keyboard('{Home}')
    expect(edit.mock.lastCall).toEqual(['objective.l2Weights.weight', 0])
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'off')
    await userEvent.keyboard('{ArrowRight}')
    expect(edit.mock.lastCall).toEqual(['objective.l2Weights.weight', 0.00001])
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
    await page.getByRole('menuitem', { name: 'dense' }).click()
    const layers = (...units: number[]) => units.map((of) => ({ kind: 'dense', units: of }))
    expect(edit.mock.lastCall).toEqual(['encode.layers', layers(256, 64, 32)])
    await type('Units of layer 1', '128')
    expect(edit.mock.lastCall).toEqual(['encode.layers', layers(128, 64, 32)])
    await page.getByRole('button', { name: 'Take layer 2 away' }).click()
    expect(edit.mock.lastCall).toEqual(['encode.layers', layers(128, 32)])
    await userEvent.keyboard('{Escape}')
    await expect.element(line).toHaveFocus()
    await expect.element(line).toHaveAccessibleName('Encoder layers: 128 · 32')
  })

  test('an impossible layer is refused with the reason, and what was typed stays until it is taken back', async () => {
    await renderStrip({ family: 'convolutional' })
    await page.getByRole('button', { name: /^Encoder layers/ }).click()
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Kind of layer 2' }), 'pool')
    expect(edit).toHaveBeenCalledTimes(1)
    await expect.element(page.getByRole('group', { name: 'Layer 2' })).toHaveTextContent('14×14×16 to 7×7×16')
    await type('Window of layer 2', '3')
    expect(edit).toHaveBeenCalledTimes(1)
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Layer 2: 14 × 14 cannot be divided into windows of 3 × 3.')
    await expect.element(page.getByRole('spinbutton', { name: 'Window of layer 2' })).toHaveValue('3')
    await page.getByRole('button', { name: 'Back to them' }).click()
    await expect.element(page.getByRole('spinbutton', { name: 'Window of layer 2' })).toHaveValue('2')
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })

  test('every kind of layer can be added, with its shape and its weights', async () => {
    await renderStrip({ encode: { layers: [] } })
    await page.getByRole('button', { name: /^Encoder layers/ }).click()
    for (const kind of ['convolution', 'pooling', 'dense']) {
      await page.getByRole('button', { name: 'Add a layer' }).click()
      await page.getByRole('menuitem', { name: kind, exact: true }).click()
    }
    const layer = (number: number) => page.getByRole('group', { name: `Layer ${number}` })
    await expect.element(layer(1)).toHaveTextContent('28×28×1 to 14×14×16 · 160 weights')
    await expect.element(layer(2)).toHaveTextContent('14×14×16 to 7×7×16')
    await expect
      .element(layer(3))
      .toHaveTextContent(`7×7×16 to 128 · ${(784 * 128 + 128).toLocaleString('en')}`)
  })

  test('a Gaussian code comes with its KL, and goes with everything that needs it', async () => {
    await renderStrip()
    const kind = page.getByRole('combobox', { name: 'Kind of code' })
    await userEvent.selectOptions(kind, 'gaussian')
    expect(edit.mock.calls).toEqual([
      ['code.kind', 'gaussian'],
      ['objective.kl.weight', 1],
    ])
    await expect.element(page.getByRole('slider', { name: 'Weight of KL to the prior' })).toBeVisible()
    await page.getByRole('button', { name: /^more about the code/ }).click()
    await page.getByRole('switch', { name: /^Cut the wire/ }).click()
    expect(edit.mock.lastCall).toEqual(['code.gradient', 'blocked'])
    edit.mockClear()
    await userEvent.keyboard('{Escape}')
    await userEvent.selectOptions(kind, 'point')
    expect(Object.fromEntries(edit.mock.calls)).toEqual({
      'code.kind': 'point',
      'objective.kl.weight': 0,
      'code.gradient': 'pathwise',
    })
  })

  test('a corruption brings its own controls; pixels that it does not hide cannot count alone', async () => {
    await renderStrip({ family: 'masked' })
    await expect
      .element(page.getByRole('slider', { name: 'patch size' }))
      .toHaveAttribute('aria-valuetext', '4')
    await expect.element(page.getByRole('img', { name: /592 hidden pixels/ })).toBeVisible()
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Kind of corruption' }), 'gaussian')
    expect(edit.mock.calls).toEqual([
      ['corrupt', { kind: 'gaussian', sigma: 0.5, clip: true }],
      ['objective.reconstruction.over', 'all'],
    ])
    await page.getByRole('switch', { name: 'clip to [0, 1]' }).click()
    expect(edit.mock.lastCall).toEqual(['corrupt.clip', false])
    await expect
      .element(page.getByRole('combobox', { name: 'Pixels that count in the loss' }))
      .not.toBeInTheDocument()
  })

  test('terms are added and taken away behind one button, which says why others are impossible', async () => {
    await renderStrip()
    await page.getByRole('button', { name: /^Terms/ }).click()
    const impossible = page.getByRole('region', { name: 'Impossible for this recipe' })
    await expect.element(impossible).toHaveTextContent('KL sparsity needs a sigmoid code')
    await expect.element(impossible).toHaveTextContent('The KL to the prior needs a Gaussian code')
    await page.getByRole('button', { name: 'Add L1 on the code' }).click()
    expect(edit.mock.calls).toEqual([['objective.l1.weight', 1]])
    await page.getByRole('button', { name: 'Take L1 on the code away' }).click()
    expect(edit.mock.lastCall).toEqual(['objective.l1.weight', 0])
    await expect.element(page.getByRole('button', { name: 'Add L1 on the code' })).toBeVisible()
  })

  test('a term that only another of its choices makes possible is added with that', async () => {
    await renderStrip({ code: { size: 64 } })
    await page.getByRole('button', { name: /^Terms/ }).click()
    await page.getByRole('button', { name: 'Add contraction' }).click()
    expect(Object.fromEntries(edit.mock.calls)).toEqual({
      'objective.contraction.weight': 1,
      'objective.contraction.method': 'hutchinson',
    })
  })

  test('a decoder of its own begins as the mirror, and gives up tied weights in the same edit', async () => {
    await renderStrip({ decode: { tied: true } })
    await page.getByRole('switch', { name: 'Mirror the encoder' }).click()
    expect(edit.mock.calls).toEqual([
      [
        'decode.layers',
        [
          { kind: 'dense', units: 64 },
          { kind: 'dense', units: 256 },
        ],
      ],
      ['decode.tied', false],
    ])
    await expect.element(page.getByRole('switch', { name: /^Tied/ })).not.toBeInTheDocument()
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

  test('with the mean, a weight says what it amounts to beside the sum', async () => {
    await renderStrip({ family: 'variational', objective: { reconstruction: { reduce: 'mean' } } })
    await expect
      .element(page.getByRole('slider', { name: 'Weight of KL to the prior' }))
      .toHaveAccessibleDescription('acts as 784 beside the sum')
  })

  test('the mean squared error per pixel plus the KL is a decoder of variance 1 with β = 392', async () => {
    await renderStrip({
      family: 'variational',
      decode: { output: 'gaussian', variance: 0.5 },
      objective: { reconstruction: { reduce: 'mean' } },
    })
    await expect
      .element(page.getByRole('slider', { name: 'Weight of KL to the prior' }))
      .toHaveAccessibleDescription('as σ² = 1 with β = 392')
  })

  test('while β warms up, what is in force stands below it', async () => {
    await renderStrip({ family: 'variational', objective: { kl: { weight: 2, warmup: 400 } } })
    await expect
      .element(page.getByRole('slider', { name: 'Weight of KL to the prior' }))
      .toHaveAccessibleDescription('warming up, now 0.5')
  })

  test('a Gaussian code has its spread over its bars, in words too', async () => {
    const answer = { ...passage, logVariance: Float32Array.of(0, Math.log(0.25)), terms: { kl: 3 } }
    await renderStrip({ family: 'variational' }, { answer })
    await expect
      .element(page.getByRole('slider', { name: 'Code value 2 of 2' }))
      .toHaveAttribute('aria-valuetext', '−2.00 ± 0.50')
  })

  test('a convolutional layer is drawn as maps', async () => {
    const answer = {
      ...passage,
      encoder: [new Float32Array(14 * 14 * 16), new Float32Array(7 * 7 * 32)],
      code: new Float32Array(16),
      decoder: [new Float32Array(7 * 7 * 32), new Float32Array(14 * 14 * 16)],
    }
    await renderStrip({ family: 'convolutional' }, { answer })
    const layer = page.getByRole('img', { name: 'Encoder layer 1: 14×14×16, a map for each channel' })
    // four by four maps of 14 cells, one between them
    expect([layer.element().getAttribute('width'), layer.element().getAttribute('height')]).toEqual([
      '59',
      '59',
    ])
    // below the layers of both nets the same kind of text
    const sizes = page.getByText(/^\d+×\d+²$/).elements()
    expect(sizes.map(({ textContent }) => textContent)).toEqual(['16×14²', '32×7²', '32×7²', '16×14²'])
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
