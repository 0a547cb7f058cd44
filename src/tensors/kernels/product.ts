// The kernel of matrix products, of which either factor may be taken transposed.

import { registered } from './kernel.ts'
import { fitting, isMatrix } from './shapes.ts'
import { product } from './webgl/product.ts'

/** op(a) (m × k) · op(b) (k × n) → (m × n), summed in double precision by the loop. */
export const productKernel = registered<'a' | 'b', { transposeA: boolean; transposeB: boolean }>({
  name: 'Product',
  check: fitting('op(a) (m × k) and op(b) (k × n)', ({ a, b }, { transposeA, transposeB }) => {
    const areMatrices = isMatrix(a) && isMatrix(b)
    return areMatrices && a.shape[transposeA ? 0 : 1] === b.shape[transposeB ? 1 : 0]
  }),
  cpu: ({ inputs, attributes: { transposeA, transposeB }, values: { a, b }, output }) => {
    const { m, n, k } = sizesOf(inputs.a.shape, inputs.b.shape, transposeA, transposeB)
    const c = new Float32Array(m * n)
    const [aLine, aDeeper] = transposeA ? [1, m] : [k, 1]
    const [bLine, bDeeper] = transposeB ? [k, 1] : [1, n]
    const row = new Float64Array(n)
    for (let i = 0; i < m; i++) {
      row.fill(0)
      for (let p = 0; p < k; p++) {
        const factor = a[i * aLine + p * aDeeper]!
        for (let j = 0; j < n; j++) row[j]! += factor * b[p * bDeeper + j * bLine]!
      }
      c.set(row, i * n)
    }
    return output([m, n], c)
  },
  wasm: ({ inputs, attributes: { transposeA, transposeB }, assembly, at, output }) => {
    const { m, n, k } = sizesOf(inputs.a.shape, inputs.b.shape, transposeA, transposeB)
    const c = output([m, n])
    assembly.product(at.a, transposeA, at.b, transposeB, c.at, m, n, k, assembly.scratch)
    return c
  },
  webgl: ({ inputs, attributes, backend }) => product(backend, { ...inputs, ...attributes }),
})

function sizesOf(
  a: readonly number[],
  b: readonly number[],
  transposeA: boolean,
  transposeB: boolean,
): { m: number; n: number; k: number } {
  const [m, k] = transposeA ? [a[1]!, a[0]!] : [a[0]!, a[1]!]
  return { m, n: transposeB ? b[0]! : b[1]!, k }
}
