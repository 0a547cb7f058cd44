// The shared look of plots, and plots without WebGL.

import { expect, test } from 'vitest'
import { linearAxis, logAxis, logTicks, plotLayout } from '../../../src/ui/plotLayout.ts'
import { withoutWebgl } from '../../../src/ui/thinTrace.ts'

const tokens = { ink: 'black', muted: 'grey', rule: 'silver', panel: 'white', sans: 'Inter', small: 11 }

test('a long logarithmic axis has its powers of ten, a short one more', () => {
  expect(logTicks(1, 3540)).toEqual([1, 10, 100, 1000])
  expect(logTicks(10, 1268)).toEqual([10, 100, 1000])
  expect(logTicks(10, 500)).toEqual([10, 30, 100, 300])
  expect(logTicks(0.0001, 0.1)).toEqual([0.0001, 0.001, 0.01, 0.1])
})

test('the ticks of a logarithmic axis are plain numbers', () => {
  expect(logAxis('step', [1, 3540]).ticktext).toEqual(['1', '10', '100', '1,000'])
})

test("titles name their units and stand at their axes' ends", () => {
  const layout = plotLayout(
    { xaxis: linearAxis('step'), yaxis: linearAxis('reconstruction', 'nats per image') },
    tokens,
    { width: 300, height: 200 },
  )
  expect(layout.annotations?.map((annotation) => annotation.text)).toEqual([
    'step',
    'reconstruction (nats per image)',
  ])
  expect(layout.xaxis?.title).toBeUndefined()
})

test('without WebGL, a trace keeps every stride-th point and what belongs to it', () => {
  const x = Float32Array.from({ length: 1000 }, (_, index) => index)
  const marker = { size: 3, color: Array.from(x, String) }
  const { traces, stride } = withoutWebgl([{ type: 'scattergl', mode: 'markers', x, y: x, marker }], 100)
  expect(stride).toBe(10)
  expect(traces[0]).toMatchObject({ type: 'scatter', marker: { size: 3 } })
  const thinned = traces[0] as unknown as { x: number[]; marker: { color: string[] } }
  expect(thinned.x[7]).toBe(70)
  expect(thinned.marker.color[7]).toBe('70')
})
