// A scattergl trace as an ordinary scatter with fewer points, for browsers that give us no WebGL.

import type { Data } from 'plotly.js'

function lengthOf(value: unknown): number {
  return Array.isArray(value) || ArrayBuffer.isView(value)
    ? (value as unknown as ArrayLike<unknown>).length
    : 0
}

// Takes every stride-th entry of each list that has one entry per point, also inside marker and line.
function thinned(value: unknown, length: number, stride: number): unknown {
  if (lengthOf(value) === length && length > 0) {
    return Array.from(value as ArrayLike<unknown>).filter((_, index) => index % stride === 0)
  }
  if (typeof value !== 'object' || value === null || lengthOf(value) > 0) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, thinned(entry, length, stride)]),
  )
}

/** How many points the traces have together. */
export function countPoints(traces: readonly Data[]): number {
  return traces.reduce((sum, trace) => sum + lengthOf((trace as { x?: unknown }).x), 0)
}

/**
 * The traces without WebGL, together of about `most` points: each keeps every stride-th, the first among them, so
 * point i of the result is point i · stride of the original.
 */
export function withoutWebgl(traces: readonly Data[], most: number): { traces: Data[]; stride: number } {
  const stride = Math.max(1, Math.ceil(countPoints(traces) / most))
  return {
    stride,
    traces: traces.map((trace) => {
      if (trace.type !== 'scattergl') return trace
      const plain = { ...trace, type: 'scatter' } as Data
      return thinned(plain, lengthOf((trace as { x?: unknown }).x), stride) as Data
    }),
  }
}
