// What every other browser test relies on: WebGL 2 by SwiftShader, WASM with SIMD, module workers.

import { expect, test } from 'vitest'

// A function () → v128 that is i8x16.splat(0) and a popcount: the smallest module that is valid only with SIMD.
// Sections: header; type; function; code.
const moduleWithSimd = new Uint8Array(
  [
    [0, 97, 115, 109, 1, 0, 0, 0],
    [1, 5, 1, 96, 0, 1, 123],
    [3, 2, 1, 0],
    [10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
  ].flat(),
)

function rendererOf(canvas: OffscreenCanvas): string {
  const gl = canvas.getContext('webgl2')
  if (!gl) return 'no webgl2'
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  return String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER))
}

test('the page has WebGL 2, drawn by SwiftShader', () => {
  expect(rendererOf(new OffscreenCanvas(1, 1))).toMatch(/SwiftShader/)
})

test('WebAssembly has SIMD', () => {
  expect(WebAssembly.validate(moduleWithSimd)).toBe(true)
})

test('a module worker starts, and has WebGL 2 of its own', async () => {
  const source = `
    const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
    postMessage({ isModule: import.meta.url !== undefined, webgl2: gl !== null })`
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  const worker = new Worker(url, { type: 'module' })
  const answer = await new Promise((resolve, reject) => {
    worker.addEventListener('message', (event) => resolve(event.data), { once: true })
    worker.addEventListener('error', reject, { once: true })
  })
  worker.terminate()
  URL.revokeObjectURL(url)
  expect(answer).toEqual({ isModule: true, webgl2: true })
})

test('text has height', () => {
  const word = document.createElement('span')
  word.textContent = 'autoencoder'
  document.body.append(word)
  expect(word.getBoundingClientRect().height).toBeGreaterThan(8)
  word.remove()
})
