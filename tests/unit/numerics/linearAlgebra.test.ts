import { describe, expect, test } from 'vitest'
import { inverse, symmetricEigen, thinQr } from '../../../src/numerics/linearAlgebra.ts'
import { multiply, solvePositive, transpose, type Numbers } from '../../../src/numerics/matrices.ts'
import { openStream } from '../../../src/numerics/streams.ts'

function random(rows: number, columns: number, step = 0): Float64Array<ArrayBuffer> {
  return Float64Array.from(openStream(42, 'measuring').normals(step, rows * columns))
}

function largestDifference(a: Numbers, b: Numbers): number {
  expect(a.length).toBe(b.length)
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!))
  return largest
}

function identity(n: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0))
}

describe('multiplying and transposing', () => {
  test('(A B)ᵀ = Bᵀ Aᵀ', () => {
    const [A, B] = [random(3, 5), random(5, 4, 1)]
    const left = transpose(multiply(A, B, 3, 5, 4), 3, 4)
    expect(largestDifference(left, multiply(transpose(B, 5, 4), transpose(A, 3, 5), 4, 5, 3))).toBeLessThan(
      1e-14,
    )
  })

  test('a row times a column is their inner product', () => {
    expect([...multiply(Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6), 1, 3, 1)]).toEqual([32])
  })
})

describe('the symmetric eigendecomposition', () => {
  test.each([1, 2, 7, 60])(
    'rebuilds A = VᵀΛV from orthonormal rows of V and descending values, n = %d',
    (n) => {
      const B = random(n, n)
      const A = multiply(B, transpose(B, n, n), n, n, n)
      const { values, vectors: V } = symmetricEigen(A, n)
      expect(largestDifference(multiply(V, transpose(V, n, n), n, n, n), identity(n))).toBeLessThan(1e-12)
      const scaled = V.map((entry, at) => entry * values[Math.floor(at / n)]!)
      expect(largestDifference(multiply(transpose(V, n, n), scaled, n, n, n), A)).toBeLessThan(1e-11 * n)
      expect([...values]).toEqual([...values].toSorted((a, b) => b - a))
    },
  )

  test('gives every vector a sign: its entry of largest magnitude is positive', () => {
    const B = random(20, 20)
    const { vectors } = symmetricEigen(multiply(B, transpose(B, 20, 20), 20, 20, 20), 20)
    for (let i = 0; i < 20; i++) {
      const row = [...vectors.subarray(i * 20, i * 20 + 20)]
      expect(Math.max(...row)).toBe(Math.max(...row.map(Math.abs)))
    }
  })

  test('of [[2, −1], [−1, 2]] is 3 along (1, −1) and 1 along (1, 1)', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, -1, -1, 2), 2)
    expect(values[0]).toBeCloseTo(3, 14)
    expect(values[1]).toBeCloseTo(1, 14)
    expect(Math.abs(vectors[0]! + vectors[1]!)).toBeLessThan(1e-14)
    expect(Math.abs(vectors[2]! - vectors[3]!)).toBeLessThan(1e-14)
  })

  test('of zeros is zeros with orthonormal vectors', () => {
    const { values, vectors } = symmetricEigen(new Float64Array(9), 3)
    expect([...values].map(Math.abs)).toEqual([0, 0, 0])
    expect(largestDifference(multiply(vectors, transpose(vectors, 3, 3), 3, 3, 3), identity(3))).toBeLessThan(
      1e-15,
    )
  })

  test('puts coordinates without an entry where their value 0 belongs, between 3 and −2', () => {
    const A = new Float64Array(25)
    A[1 * 5 + 1] = 3
    A[4 * 5 + 4] = -2
    const { values, vectors: V } = symmetricEigen(A, 5)
    expect([...values]).toEqual([3, 0, 0, 0, -2])
    expect([...V.subarray(0, 5)]).toEqual([0, 1, 0, 0, 0])
    expect([...V.subarray(20, 25)]).toEqual([0, 0, 0, 0, 1])
    expect(largestDifference(multiply(V, transpose(V, 5, 5), 5, 5, 5), identity(5))).toBe(0)
  })

  test('refuses what a divergence leaves behind', () => {
    expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow('not a finite number')
  })
})

describe('the thin QR decomposition', () => {
  test.each([
    [5, 1],
    [8, 8],
    [100, 30],
  ])('A = Q R with orthonormal columns and R upper triangular, %d × %d', (n, k) => {
    const A = random(n, k)
    const { qTransposed, r, rank } = thinQr(A, n, k)
    expect(rank).toBe(k)
    expect(
      largestDifference(multiply(qTransposed, transpose(qTransposed, k, n), k, n, k), identity(k)),
    ).toBeLessThan(1e-14)
    expect(largestDifference(multiply(transpose(qTransposed, k, n), r, n, k, k), A)).toBeLessThan(1e-13)
    for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) expect(r[i * k + j]).toBe(0)
  })

  test('stays orthonormal for columns that are nearly dependent', () => {
    const A = random(50, 10)
    for (let row = 0; row < 50; row++) A[row * 10 + 9] = A[row * 10 + 8]! + 1e-5 * A[row * 10 + 9]!
    const { qTransposed, rank } = thinQr(A, 50, 10)
    expect(rank).toBe(10)
    expect(
      largestDifference(multiply(qTransposed, transpose(qTransposed, 10, 50), 10, 50, 10), identity(10)),
    ).toBeLessThan(1e-14)
  })

  test('leaves out columns that depend on others: zeros, copies, sums, and more columns than rows', () => {
    const A = random(6, 5)
    for (let row = 0; row < 6; row++) {
      A[row * 5 + 1] = 0
      A[row * 5 + 3] = A[row * 5]! + A[row * 5 + 2]!
    }
    const { qTransposed, r, rank } = thinQr(A, 6, 5)
    expect(rank).toBe(3)
    expect([r[1 * 5 + 1], r[3 * 5 + 3]]).toEqual([0, 0])
    expect(largestDifference(multiply(transpose(qTransposed, 5, 6), r, 6, 5, 5), A)).toBeLessThan(1e-13)
    expect(thinQr(random(3, 7), 3, 7).rank).toBe(3)
  })
})

describe('the inverse', () => {
  test.each([1, 2, 30])('times the matrix is the identity, n = %d', (n) => {
    const A = random(n, n)
    expect(largestDifference(multiply(A, inverse(A, n), n, n, n), identity(n))).toBeLessThan(1e-11)
  })

  test('does not exist for a matrix of lower rank', () => {
    expect(() => inverse(Float64Array.of(1, 2, 2, 4), 2)).toThrow('This 2 × 2 matrix has no inverse')
    expect(() => inverse(new Float64Array(4), 2)).toThrow('no inverse')
    expect(() => inverse(multiply(random(9, 8), random(8, 9), 9, 8, 9), 9)).toThrow('no inverse')
  })
})

describe('solving a positive definite system', () => {
  test.each([
    [1, 1],
    [2, 3],
    [30, 7],
  ])('of %d equations for %d right sides gives what A maps onto them', (n, k) => {
    const root = random(n, n)
    const A = multiply(root, transpose(root, n, n), n, n, n).map(
      (entry, at) => entry + (at % (n + 1) ? 0 : 1),
    )
    const X = random(n, k, 1)
    expect(largestDifference(solvePositive(A, multiply(A, X, n, n, k), n, k), X)).toBeLessThan(1e-10)
  })

  test('reads the lower triangle only, and alters neither side', () => {
    const [A, B] = [Float64Array.of(4, 100, 2, 3), Float64Array.of(6, 5)]
    expect(largestDifference(solvePositive(A, B, 2, 1), Float64Array.of(1, 1))).toBeLessThan(1e-15)
    expect([...A, ...B]).toEqual([4, 100, 2, 3, 6, 5])
  })

  test('refuses a matrix that is not positive definite', () => {
    expect(() => solvePositive(Float64Array.of(1, 2, 2, 1), new Float64Array(2), 2, 1)).toThrow(
      'This 2 × 2 matrix is not positive definite.',
    )
    expect(() => solvePositive(new Float64Array(4), new Float64Array(2), 2, 1)).toThrow(RangeError)
    expect(() => solvePositive(Float64Array.of(1, 0, 0, NaN), new Float64Array(2), 2, 1)).toThrow('finite')
  })
})
