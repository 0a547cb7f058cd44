import { beforeAll, describe, expect, test } from 'vitest'
import { inverse } from '../../../src/numerics/linearAlgebra.ts'
import { multiply, transpose, type Numbers } from '../../../src/numerics/matrices.ts'
import { covarianceOf, type Moments } from '../../../src/numerics/moments.ts'
import { pcaOf, type Pca } from '../../../src/numerics/pca.ts'
import { openStream } from '../../../src/numerics/streams.ts'
import { applyC, rotateToPca, rowSpaceAffinity, subspaceAffinity } from '../../../src/numerics/subspace.ts'
import { readIdx } from '../../support/idx.ts'
import { momentsOf, quarter } from '../../support/moments.ts'

const n = 196
const k = 8
let moments: Moments
let pca: Pca

beforeAll(() => {
  const { images, count } = readIdx('mnist', 't10k')
  moments = momentsOf(quarter(images, count), count)
  pca = pcaOf(moments)
})

function random(rows: number, columns: number, step = 0): Float64Array<ArrayBuffer> {
  return Float64Array.from(openStream(42, 'weights').normals(step, rows * columns))
}

/** Components `from` to `to` as the columns of an n × (to − from) matrix. */
function columns(from: number, to: number): Float64Array<ArrayBuffer> {
  return transpose(pca.components.subarray(from * n, to * n), to - from, n)
}

function largestDifference(a: Numbers, b: Numbers): number {
  expect(a.length).toBe(b.length)
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!))
  return largest
}

describe('subspace affinity', () => {
  test('is 1 for U C with any invertible C', () => {
    expect(subspaceAffinity(columns(0, k), k, pca)).toBeCloseTo(1, 6)
    expect(subspaceAffinity(multiply(columns(0, k), random(k, k), n, k, k), k, pca)).toBeCloseTo(1, 6)
  })

  test('is 0 for the components after the k-th, and the share of those shared', () => {
    expect(subspaceAffinity(columns(k, 2 * k), k, pca)).toBeCloseTo(0, 6)
    expect(subspaceAffinity(columns(2, 2 + k), k, pca)).toBeCloseTo((k - 2) / k, 6)
  })

  test('of rows is that of the same columns', () => {
    const rows = random(k, n, 3)
    expect(rowSpaceAffinity(rows, k, pca)).toBe(subspaceAffinity(transpose(rows, k, n), k, pca))
    expect(rowSpaceAffinity(pca.components.subarray(0, k * n), k, pca)).toBeCloseTo(1, 6)
  })

  test('is k/n in the mean for random decoders', () => {
    const draws = Array.from({ length: 200 }, (_, step) => subspaceAffinity(random(n, k, step), k, pca))
    const mean = draws.reduce((sum, draw) => sum + draw) / draws.length
    const deviation = Math.sqrt(draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length)
    expect(Math.abs(mean - k / n)).toBeLessThan((4 * deviation) / Math.sqrt(draws.length))
  })

  test('counts dead units and copies as missing', () => {
    const D = columns(0, k)
    for (let row = 0; row < n; row++) {
      D[row * k + 3] = 0
      D[row * k + 5] = 2 * D[row * k]!
    }
    expect(subspaceAffinity(D, k, pca)).toBeCloseTo((k - 2) / k, 6)
    expect(subspaceAffinity(new Float32Array(n * k), k, pca)).toBe(0)
  })

  test('is 1 when the code is wider than the image and spans everything', () => {
    expect(subspaceAffinity(random(n, n + 30), n + 30, pca)).toBeCloseTo(1, 6)
  })
})

describe('rotating to the principal components', () => {
  test('gives the components one by one at the optimum D = U C, E = C⁻¹ Uᵀ', () => {
    const U = columns(0, k)
    const C = random(k, k)
    const D = multiply(U, C, n, k, k)
    const E = multiply(inverse(C, k), transpose(U, n, k), k, k, n)
    const rotated = rotateToPca(Float32Array.from(D), Float32Array.from(E), k, pca)
    expect(largestDifference(rotated.D, U)).toBeLessThan(1e-4)
    expect(largestDifference(rotated.E, transpose(U, n, k))).toBeLessThan(1e-4)
    for (let i = 0; i < k; i++) expect(rotated.values[i]! / pca.values[i]!).toBeCloseTo(1, 5)
  })

  test('changes no reconstruction: D C · C⁻¹ E = D E', () => {
    const [D, E] = [random(n, k), random(k, n, 1)]
    const rotated = rotateToPca(D, E, k, pca)
    expect(largestDifference(multiply(rotated.D, rotated.E, n, k, n), multiply(D, E, n, k, n))).toBeLessThan(
      1e-10,
    )
    expect(largestDifference(multiply(D, rotated.C, n, k, k), rotated.D)).toBeLessThan(1e-10)
    expect(largestDifference(multiply(inverse(rotated.C, k), E, k, k, n), rotated.E)).toBeLessThan(1e-9)
  })

  test('makes the reconstructions uncorrelated along orthonormal columns, with the stated variances', () => {
    const rotated = rotateToPca(random(n, k), random(k, n, 1), k, pca)
    const gram = multiply(transpose(rotated.D, n, k), rotated.D, k, n, k)
    const codes = multiply(
      multiply(rotated.E, covarianceOf(moments), k, n, n),
      transpose(rotated.E, k, n),
      k,
      n,
      k,
    )
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        expect(gram[i * k + j]).toBeCloseTo(i === j ? 1 : 0, 12)
        const expected = i === j ? rotated.values[i]! : 0
        expect(Math.abs(codes[i * k + j]! - expected)).toBeLessThan(1e-6 * rotated.values[0]!)
      }
    }
    expect([...rotated.values]).toEqual([...rotated.values].toSorted((a, b) => b - a))
  })

  test('is impossible with a dead unit, and says so', () => {
    const D = random(n, k)
    for (let row = 0; row < n; row++) D[row * k + 1] = 0
    expect(() => rotateToPca(D, random(k, n), k, pca)).toThrow("decoder's 8 columns span only 7 dimensions")
  })
})

describe('another basis of the code', () => {
  test('changes no reconstruction: D C · C⁻¹ E = D E for every invertible C', () => {
    const [D, E] = [random(n, k), random(k, n, 1)]
    const changed = applyC(D, E, random(k, k, 2), k)
    expect(largestDifference(multiply(changed.D, changed.E, n, k, n), multiply(D, E, n, k, n))).toBeLessThan(
      1e-10,
    )
    expect(largestDifference(changed.D, D)).toBeGreaterThan(1)
  })

  test('does not exist for a singular C', () => {
    expect(() => applyC(random(n, 2), random(2, n), Float64Array.of(1, 2, 2, 4), 2)).toThrow('has no inverse')
  })
})
