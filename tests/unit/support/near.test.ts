// What the other tests are held to must itself fail where something is wrong.

import { expect, test } from 'vitest'
import { expectEach, expectNear } from '../../support/near.ts'

test('not a number is near nothing, wherever it stands', () => {
  for (const found of [
    [NaN, 99, NaN, 1],
    [NaN, 1, 1, 1],
    [1, 1, 1, NaN],
  ]) {
    expect(() => expectNear(found, [1, 1, 1, 1])).toThrow(/to be less than|to have a length/)
    expect(() => expectEach(found, [1, 1, 1, 1])).toThrow(/to be less than|to have a length/)
  }
})

test('numbers are near by the size of all, or each by its own', () => {
  expectNear([1e6, 1], [1e6, 2])
  expect(() => expectEach([1e6, 1], [1e6, 2])).toThrow(/to be less than|to have a length/)
  expect(() => expectNear([1, 1], [1, 1 + 1e-5])).toThrow(/to be less than|to have a length/)
  expectEach([1e6, 0], [1e6 + 1, 0])
  expect(() => expectNear([1], [1, 1])).toThrow(/to be less than|to have a length/)
})
