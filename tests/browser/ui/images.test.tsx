// Images on canvases: what is drawn is what the numbers say.

import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../../../src/ui/base.css'
import { DigitPad } from '../../../src/ui/DigitPad.tsx'
import { Heat } from '../../../src/ui/Heat.tsx'
import { ImageGrid } from '../../../src/ui/ImageGrid.tsx'

afterEach(() => {
  document.documentElement.removeAttribute('data-theme')
})

function pixelAt(x: number, y: number): number[] {
  const canvas = document.querySelector('canvas')!
  return [...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data]
}

function twoImages(): Float32Array {
  const images = new Float32Array(2 * 784)
  images[0] = 1 // the first pixel of the first image
  images.fill(0.5, 784)
  return images
}

test('0 is paper, 1 is ink, and gaps show the ground', async () => {
  document.documentElement.dataset.theme = 'light'
  await render(<ImageGrid images={twoImages()} columns={2} label="two images" />)
  expect(pixelAt(0, 0)).toEqual([0, 0, 0, 255])
  expect(pixelAt(1, 0)).toEqual([255, 255, 255, 255])
  expect(pixelAt(28, 5)[3]).toBe(0)
  expect(pixelAt(30, 5)[0]).toBe(128)
})

test('bytes from 0 to 255 draw the same picture', async () => {
  document.documentElement.dataset.theme = 'light'
  const bytes = new Uint8Array(784)
  bytes[0] = 255
  await render(<ImageGrid images={bytes} columns={1} label="one image" />)
  expect(pixelAt(0, 0)).toEqual([0, 0, 0, 255])
  expect(pixelAt(5, 5)).toEqual([255, 255, 255, 255])
})

test('in the dark theme ink is light and paper dark, at once when the theme changes', async () => {
  document.documentElement.dataset.theme = 'light'
  await render(<ImageGrid images={twoImages()} columns={2} label="two images" />)
  document.documentElement.dataset.theme = 'dark'
  await vi.waitFor(() => expect(pixelAt(0, 0)[0]).toBeGreaterThan(200))
  expect(pixelAt(1, 0)[0]).toBeLessThan(60)
})

test('signed numbers are blue below zero, orange above, paper at zero, with the limit said', async () => {
  document.documentElement.dataset.theme = 'light'
  await render(
    <ImageGrid
      images={Float32Array.of(-2, 0, 2, 0)}
      height={2}
      width={2}
      columns={1}
      label="error"
      limit={2}
    />,
  )
  const [red, , blue] = pixelAt(0, 0)
  expect(blue).toBeGreaterThan(red!)
  expect(pixelAt(1, 0)).toEqual([255, 255, 255, 255])
  expect(pixelAt(0, 1)[0]).toBeGreaterThan(pixelAt(0, 1)[2]!)
  await expect.element(page.getByRole('img', { name: /error; blue is −2, white 0, orange 2/ })).toBeVisible()
})

test('400 images are drawn in a few times what a bare loop takes for as many pixels', async () => {
  const images = () => Float32Array.from({ length: 400 * 784 }, (_, index) => (index % 97) / 96)
  const screen = await render(<ImageGrid images={images()} columns={20} label="many" pixel={1} />)
  const put = vi.spyOn(CanvasRenderingContext2D.prototype, 'putImageData')
  const created = vi.spyOn(CanvasRenderingContext2D.prototype, 'createImageData')
  const times: number[] = []
  for (let i = 0; i < 5; i++) {
    const next = images()
    let started = 0
    created.mockImplementationOnce(function (this: CanvasRenderingContext2D, ...size: unknown[]) {
      started = performance.now()
      return new ImageData(size[0] as number, size[1] as number)
    })
    put.mockImplementationOnce(() => void times.push(performance.now() - started))
    await screen.rerender(<ImageGrid images={next} columns={20} label="many" pixel={1} />)
  }
  vi.restoreAllMocks()
  expect(times).toHaveLength(5)
  expect(Math.min(...times)).toBeLessThan(6 * Math.min(...times.map(bareLoop)))
})

/** ms for as many opaque grey pixels, one after the other. */
function bareLoop(): number {
  const started = performance.now()
  const { data } = new ImageData(560, 560)
  for (let i = 0; i < data.length; i += 4) {
    const grey = 255 - Math.round(((i % 97) / 96) * 255)
    data[i] = grey
    data[i + 1] = grey
    data[i + 2] = grey
    data[i + 3] = 255
  }
  return performance.now() - started
}

test('images can be chosen by keyboard; one of them is in the tab order', async () => {
  const onPick = vi.fn<(index: number) => void>()
  await render(
    <ImageGrid images={new Float32Array(6 * 784)} columns={3} label="six" pixel={1} onPick={onPick} />,
  )
  await userEvent.tab()
  await expect.element(page.getByRole('gridcell', { name: 'Row 1, column 1' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{ArrowDown}{Enter}')
  expect(onPick).toHaveBeenCalledExactlyOnceWith(4)
  await page.getByRole('gridcell', { name: 'Row 1, column 3' }).click()
  expect(onPick).toHaveBeenLastCalledWith(2)
})

test('activations are drawn in the hue of their part', async () => {
  document.documentElement.dataset.theme = 'light'
  await render(
    <Heat values={Float32Array.of(0, 3)} rows={2} columns={1} colour="encoder" label="layer 1" cell={4} />,
  )
  expect(pixelAt(0, 0)).toEqual([255, 255, 255, 255])
  expect(pixelAt(0, 1)).toEqual([0x2f, 0x6d, 0xb5, 255])
})

function stroke(pad: Element, from: [number, number], to: [number, number]) {
  const box = pad.getBoundingClientRect()
  const at = ([x, y]: [number, number], buttons: number) => ({
    clientX: box.left + (x / 28) * box.width,
    clientY: box.top + (y / 28) * box.height,
    bubbles: true,
    pointerId: 1,
    isPrimary: true,
    buttons,
  })
  pad.dispatchEvent(new PointerEvent('pointerdown', at(from, 1)))
  pad.dispatchEvent(new PointerEvent('pointermove', at(to, 1)))
  pad.dispatchEvent(new PointerEvent('pointerup', at(to, 0)))
}

function centreColumn(pixels: Float32Array): number {
  const mass = pixels.reduce((sum, ink) => sum + ink, 0)
  return pixels.reduce((sum, ink, index) => sum + ink * (index % 28), 0) / mass
}

test('a stroke on the pad is reported as drawn, then centred, and can be cleared', async () => {
  const onDraw = vi.fn<(pixels: Float32Array) => void>()
  const onCommit = vi.fn<(pixels: Float32Array) => void>()
  await render(<DigitPad label="Draw a digit" onDraw={onDraw} onCommit={onCommit} />)
  stroke(page.getByRole('application', { name: 'Draw a digit' }).element(), [6, 4], [6, 16])
  const drawn = onDraw.mock.lastCall![0]
  expect(drawn).toHaveLength(784)
  expect(drawn[10 * 28 + 6]).toBeGreaterThan(0.9)
  expect(centreColumn(drawn)).toBeCloseTo(5.5, 0)
  expect(onCommit).toHaveBeenCalledOnce()
  expect(centreColumn(onCommit.mock.lastCall![0])).toBeCloseTo(13.5, 0)
  await page.getByRole('button', { name: 'Clear' }).click()
  expect(onCommit.mock.lastCall![0]).toEqual(new Float32Array(784))
})

test('the pad can be drawn on with the keyboard', async () => {
  const onCommit = vi.fn<(pixels: Float32Array) => void>()
  await render(<DigitPad label="Draw a digit" onCommit={onCommit} />)
  await userEvent.tab()
  await userEvent.keyboard('{ArrowUp} {ArrowDown}{ArrowDown}{ArrowDown} ')
  expect(onCommit).toHaveBeenCalledOnce()
  expect(onCommit.mock.lastCall![0].some((ink) => ink > 0.9)).toBe(true)
})
