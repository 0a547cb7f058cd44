// The objective's curves: values, names and lines are said in words, and an update is cheap.

import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Evaluation } from '../../../src/benches/autoencoder/evaluate.ts'
import { view } from '../../../src/benches/autoencoder/instruments/objective/View.tsx'
import { pixelPca, recipe, showOnBench, testImages } from './onBench.tsx'

function evaluationAt(step: number, terms: Record<string, number> = {}): Evaluation {
  const reconstruction = 150 + 400 / (1 + step)
  return { reconstruction, terms, total: reconstruction + 2, msePerPixel: 0.05 }
}

function historyTo(last: number, terms?: Record<string, number>) {
  return Array.from({ length: 60 }, (_, i) => Math.round(10 ** ((i / 59) * Math.log10(last)))).map(
    (step) => ({
      step,
      evaluation: evaluationAt(step, terms),
    }),
  )
}

const batchLosses = Array.from({ length: 300 }, (_, i) => ({ ...evaluationAt(i * 10), step: i * 10 }))

async function drawn() {
  await vi.waitFor(
    () => expect(document.querySelectorAll('.scatterlayer .trace').length).toBeGreaterThan(1),
    {
      timeout: 20_000,
    },
  )
}

test('the value at the shown step is said with its unit, and the entropy of the pixels is the floor', async () => {
  const { said } = await showOnBench(view, evaluationAt(100), {
    bench: { history: historyTo(1000), batchLosses, test: testImages(20) },
  })
  await drawn()
  await expect
    .element(page.getByRole('img', { name: /at step 100: reconstruction 154.0 \(nats per image\)/ }))
    .toBeVisible()
  // these images are black and white
  await expect.element(page.getByText('entropy of the pixels 0.0: the floor of the test curve')).toBeVisible()
  expect(said.note).toBe('test, batches pale · nats per image · steps, log scale')
  expect(document.body.textContent).not.toContain('total')
})

test('of squared errors, PCA with as many components is the line', async () => {
  const linear = { ...recipe, decode: { ...recipe.decode, output: 'gaussian' as const } }
  await showOnBench(view, evaluationAt(100), {
    bench: { history: historyTo(1000), batchLosses, recipe: linear, edited: linear, pca: pixelPca() },
  })
  await drawn()
  await expect.element(page.getByText('PCA with k = 2 on the same test images: 26.1')).toBeVisible()
})

test('with a penalty there are three strips, each with its name, and changes stand where they fell', async () => {
  const changed = {
    ...recipe,
    objective: { ...recipe.objective, l2Weights: { weight: 0.01 } },
    changes: [{ step: 200, path: 'optimise.rate', value: 0.0005 }],
  }
  const { said } = await showOnBench(view, evaluationAt(100, { l2Weights: 200 }), {
    bench: { history: historyTo(1000, { l2Weights: 200 }), recipe: changed, edited: changed },
    width: 700,
  })
  await drawn()
  for (const name of ['reconstruction', 'L2 on weights', 'total']) {
    await expect.element(page.getByText(name, { exact: true })).toBeVisible()
  }
  await expect.element(page.getByText('rate 0.0005')).toBeVisible()
  const table = said.table!()
  expect(table.columns.map(({ label, unit }) => `${label}|${unit ?? ''}`)).toEqual([
    'step|',
    'set|',
    'reconstruction|nats per image',
    'L2 on weights|half the squared weights, summed over kernels',
    'total|nats per image',
  ])
  expect(table.rows).toHaveLength(60)
})

test('moving the cursor along the timeline draws no curve anew', async () => {
  const history = historyTo(1000)
  const shown = await showOnBench(view, evaluationAt(100), { bench: { history, batchLosses } })
  await drawn()
  const host = document.querySelector('.js-plotly-plot') as unknown as {
    on: (event: string, listener: () => void) => void
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  const onDrawn = vi.fn<() => void>()
  host.on('plotly_afterplot', onDrawn)
  await shown.again(evaluationAt(300), { step: 300 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(onDrawn).not.toHaveBeenCalled()
  await expect.element(page.getByText('151.3')).toBeVisible()
})

/** The longest time, in ms, for which the page served no message while something went on. */
async function longestHold(during: () => Promise<void>): Promise<number> {
  const { port1, port2 } = new MessageChannel()
  let [last, longest, going] = [performance.now(), 0, true]
  port1.addEventListener('message', () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (going) port2.postMessage(undefined)
  })
  port1.start()
  port2.postMessage(undefined)
  await during()
  going = false
  port1.close()
  return longest
}

test('a new point on two curves holds the page up for less than 50 ms', async () => {
  const history = historyTo(1000)
  const shown = await showOnBench(view, evaluationAt(100), { bench: { history, batchLosses } })
  await drawn()
  await new Promise((resolve) => setTimeout(resolve, 300))
  const host = document.querySelector('.js-plotly-plot') as unknown as {
    once: (event: string, listener: () => void) => void
  }
  const holds: number[] = []
  for (let i = 1; i <= 15; i++) {
    const longer = [...history, { step: 1000 + i * 10, evaluation: evaluationAt(1000 + i * 10) }]
    const hold = await longestHold(async () => {
      const done = new Promise<void>((resolve) => host.once('plotly_afterplot', resolve))
      await shown.again(evaluationAt(100), { history: longer })
      await done
    })
    holds.push(hold)
  }
  const median = holds.toSorted((one, other) => one - other)[7]!
  console.info(`the objective's curves: median ${median.toFixed(1)} ms`)
  expect(median).toBeLessThan(50)
})
