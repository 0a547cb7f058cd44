// The kernel that sums every column of a matrix: the gradient of a bias.

import { registered } from './kernel.ts'
import { fitting, isMatrix } from './shapes.ts'
import { columnSums } from './webgl/sums.ts'

/** x (rows × columns) → (columns). */
export const columnSumsKernel = registered<'x', object>({
  name: 'ColumnSums',
  check: fitting('x (rows × columns)', ({ x }) => isMatrix(x)),
  cpu: ({ inputs, values: { x }, output }) => {
    const columns = inputs.x.shape[1]!
    const sums = new Float64Array(columns)
    for (let i = 0; i < x.length; i++) sums[i % columns]! += x[i]!
    return output([columns], Float32Array.from(sums))
  },
  wasm: ({ inputs, assembly, at, output }) => {
    const [rows, columns] = inputs.x.shape as [number, number]
    const sums = output([columns])
    assembly.columnSums(at.x, sums.at, rows, columns)
    return sums
  },
  webgl: ({ inputs, backend }) => columnSums(backend, inputs.x),
})
