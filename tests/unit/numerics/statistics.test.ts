import { describe, expect, test } from 'vitest'
import { areaUnderRoc, mean, quantile, variance } from '../../../src/numerics/statistics.ts'

describe('statistics', () => {
  const values = Float32Array.of(4, 1, 3, 2)

  test('the mean of 1 to 4 is 2.5 and their variance 1.25', () => {
    expect(mean(values)).toBe(2.5)
    expect(variance(values)).toBe(1.25)
  })

  test('adding a constant moves the mean and leaves the variance', () => {
    const moved = values.map((value) => value + 1000)
    expect(mean(moved)).toBe(1002.5)
    expect(variance(moved)).toBe(1.25)
  })

  test.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 2.5],
    [1, 4],
  ])('the quantile %d of 1 to 4 is %d, and the values stay in their order', (p, expected) => {
    expect(quantile(values, p)).toBe(expected)
    expect([...values]).toEqual([4, 1, 3, 2])
  })

  test('of no values there is none', () => {
    expect([mean([]), variance([]), quantile([], 0.5)]).toEqual([NaN, NaN, NaN])
  })
})

describe('the area under the ROC curve', () => {
  test('is 1 where every first score is larger, 0 where none is, ½ where they are equal', () => {
    expect(areaUnderRoc([3, 4], [1, 2])).toBe(1)
    expect(areaUnderRoc([1, 2], [3, 4])).toBe(0)
    expect(areaUnderRoc([1, 1], [1, 1, 1])).toBe(0.5)
  })

  test('is the share of pairs in which the first is larger, and complements itself', () => {
    const [first, second] = [
      [1, 5, 3, 3],
      [2, 3, 4],
    ]
    // 1: none of three; 5: all; 3: larger than 2, level with 3, each of both times
    expect(areaUnderRoc(first, second)).toBe((3 + 2 * 1.5) / 12)
    expect(areaUnderRoc(first, second) + areaUnderRoc(second, first)).toBe(1)
  })
})
