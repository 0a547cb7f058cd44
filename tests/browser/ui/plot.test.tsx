// Plots: ten thousand points are drawn, brought up to date fast, and leave nothing behind.

import { useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { classColours } from '../../../src/ui/colours.ts'
import '../../../src/ui/base.css'
import { Plot, type PlotTrace } from '../../../src/ui/Plot.tsx'
import { linearAxis } from '../../../src/ui/plotLayout.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const layout = {
  xaxis: linearAxis('z<sub>1</sub>', undefined, [-4, 4]),
  yaxis: linearAxis('z<sub>2</sub>', undefined, [-4, 4]),
}

/** Ten classes of points on slowly turning arms, as ten traces of one colour each. */
function codes(count: number, turn: number): PlotTrace[] {
  const colours = classColours()
  return colours.map((color, digit) => {
    const x = new Float32Array(count / 10)
    const y = new Float32Array(count / 10)
    for (let i = 0; i < x.length; i++) {
      const radius = 3.5 * Math.sqrt((i + 1) / x.length)
      const angle = turn + (digit / 10) * 2 * Math.PI + 0.3 * Math.sin(i * 12.9898)
      x[i] = radius * Math.cos(angle)
      y[i] = radius * Math.sin(angle)
    }
    return {
      type: 'scattergl',
      mode: 'markers',
      x,
      y,
      marker: { color, size: 3.5, opacity: 0.7 },
      hoverinfo: 'none',
    }
  })
}

const box = { width: 500, height: 480, display: 'flex' }

function CodePlane({ traces }: { traces: PlotTrace[] }) {
  return (
    <div style={box}>
      <Plot traces={traces} layout={layout} label="Code plane" />
    </div>
  )
}

function canvas(): HTMLCanvasElement {
  const found = document.querySelector<HTMLCanvasElement>('.gl-canvas-context')
  if (!found) throw new Error('Nothing is drawn yet.')
  return found
}

/** How many pixels of the plot's WebGL canvas have a colour, and a sum which tells two pictures apart. */
function drawn(): { inked: number; sum: number } {
  const gl = canvas().getContext('webgl')!
  const pixels = new Uint8Array(gl.drawingBufferWidth * gl.drawingBufferHeight * 4)
  gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
  let [inked, sum] = [0, 0]
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3]! > 0) inked++
    sum = (sum * 31 + pixels[i]!) % 1_000_003
  }
  return { inked, sum }
}

interface DrawnHost {
  on: (event: string, listener: () => void) => void
  once: (event: string, listener: () => void) => void
}

/** The element that plotly draws on, when it has settled. */
async function drawnHost(): Promise<DrawnHost> {
  await new Promise((resolve) => setTimeout(resolve, 200))
  return document.querySelector('.js-plotly-plot') as unknown as DrawnHost
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

// These two come before any plot that goes and leaves its WebGL contexts to the next one.

test('without WebGL the plot is drawn with fewer points, and says so', async () => {
  // eslint-disable-next-line typescript/unbound-method -- called with its canvas below
  const plain = HTMLCanvasElement.prototype.getContext
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
    this: HTMLCanvasElement,
    ...request: unknown[]
  ) {
    return String(request[0]).includes('webgl') ? null : Reflect.apply(plain, this, request)
  } as typeof plain)
  await render(<CodePlane traces={codes(10_000, 0)} />)
  await vi.waitFor(
    () => expect(document.querySelectorAll('.scatterlayer .point').length).toBeGreaterThan(1000),
    {
      timeout: 20_000,
    },
  )
  expect(document.body.textContent).toMatch(/no WebGL, so it is drawn without, with 1,\d\d\d points/)
  expect(document.body.textContent).not.toMatch(/get\.webgl\.org/)
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

test('an update of ten thousand points holds the page up for less than half as long as their first drawing', async () => {
  let screen!: Awaited<ReturnType<typeof render>>
  const first = await longestHold(async () => {
    screen = await render(<CodePlane traces={codes(10_000, 0)} />)
    await vi.waitFor(() => expect(drawn().inked).toBeGreaterThan(10_000), { timeout: 20_000 })
  })
  const host = await drawnHost()
  const holds: number[] = []
  for (let turn = 1; turn <= 15; turn++) {
    const traces = codes(10_000, turn / 5)
    const hold = await longestHold(async () => {
      const done = new Promise((resolve) => host.once('plotly_afterplot', () => resolve(undefined)))
      await screen.rerender(<CodePlane traces={traces} />)
      await done
      await nextFrame()
    })
    holds.push(hold)
  }
  const median = holds.toSorted((one, other) => one - other)[7]!
  console.info(
    `10,000 points: first ${first.toFixed(0)} ms, then median ${median.toFixed(1)} ms, of ${holds.map((hold) => hold.toFixed(0)).join(' ')}`,
  )
  expect(median).toBeLessThan(first / 2)
})

test('ten thousand points are drawn with WebGL, and then others', async () => {
  const screen = await render(<CodePlane traces={codes(10_000, 0)} />)
  await vi.waitFor(() => expect(drawn().inked).toBeGreaterThan(10_000), { timeout: 20_000 })
  expect(document.body.textContent).not.toMatch(/WebGL/)
  const before = drawn()
  await screen.rerender(<CodePlane traces={codes(10_000, 1)} />)
  await vi.waitFor(() => expect(drawn().sum).not.toBe(before.sum), { timeout: 5_000 })
})

test('many changes within a frame make one drawing', async () => {
  const button = () => document.querySelector<HTMLButtonElement>('#change')!
  function Changing() {
    const [turn, setTurn] = useState(0)
    const traces = useMemo(() => codes(1000, turn), [turn])
    return (
      <>
        <button id="change" type="button" onClick={() => flushSync(() => setTurn(turn + 1))}>
          turn
        </button>
        <CodePlane traces={traces} />
      </>
    )
  }
  await render(<Changing />)
  await vi.waitFor(() => expect(drawn().inked).toBeGreaterThan(500), { timeout: 20_000 })
  const host = await drawnHost()
  const onDrawn = vi.fn<() => void>()
  host.on('plotly_afterplot', onDrawn)
  await nextFrame()
  for (let turn = 1; turn <= 6; turn++) button().click()
  await vi.waitFor(() => expect(onDrawn).toHaveBeenCalled())
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(onDrawn).toHaveBeenCalledOnce()
})

/** The WebGL contexts of the plots on the page. */
function contextsShown(): WebGLRenderingContext[] {
  return [...document.querySelectorAll<HTMLCanvasElement>('.gl-canvas')]
    .map((each) => each.getContext('webgl'))
    .filter((context) => context !== null)
}

test('a plot takes over the WebGL contexts of one that went, and shows its own points', async () => {
  const first = await render(<CodePlane traces={codes(5000, 0)} />)
  await vi.waitFor(() => expect(drawn().inked).toBeGreaterThan(5000), { timeout: 20_000 })
  const [before, contexts] = [drawn(), contextsShown()]
  await first.unmount()
  const onClick = vi.fn<() => void>()
  await render(
    <div style={box}>
      <Plot traces={codes(5000, 1)} layout={layout} label="Another plane" onClick={onClick} />
    </div>,
  )
  await vi.waitFor(() => expect(drawn().sum).not.toBe(before.sum), { timeout: 20_000 })
  expect(drawn().inked).toBeGreaterThan(5000)
  expect(contextsShown()).toEqual(contexts)
  expect(document.querySelectorAll('.js-plotly-plot')).toHaveLength(1)
})

test('of plots that go at most one keeps its WebGL contexts, whose next one has them', async () => {
  // The oldest context is the first that a browser takes away when there are too many.
  const training = document.createElement('canvas').getContext('webgl2')!
  const held = new Set<WebGLRenderingContext>()
  for (let i = 0; i < 12; i++) {
    const screen = await render(
      <>
        <CodePlane traces={codes(100, i)} />
        <CodePlane traces={codes(100, i + 0.5)} />
      </>,
    )
    await vi.waitFor(
      () => expect(document.querySelectorAll('.js-plotly-plot .gl-canvas-context')).toHaveLength(2),
      { timeout: 20_000 },
    )
    await vi.waitFor(() => expect(drawn().inked).toBeGreaterThan(50), { timeout: 20_000 })
    await drawnHost()
    const ofOne = contextsShown().length / 2
    expect(ofOne).toBeGreaterThan(0)
    contextsShown().forEach((context) => held.add(context))
    await screen.unmount()
    await vi.waitFor(() =>
      expect([...held].filter((context) => !context.isContextLost())).toHaveLength(ofOne),
    )
  }
  expect(training.isContextLost()).toBe(false)
})
