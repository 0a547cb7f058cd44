import { expect, test } from 'vitest'
import { formatCount, formatNumber, formatSignificant } from '../../../src/ui/format.ts'

test('numbers that explode are written with an exponent, and never throw', () => {
  expect(formatNumber(550_312_269_850_869_760, 1)).toBe('5.50e17')
  expect(formatCount(-1.8e12)).toBe('−1.80e12')
  for (const x of [1e22, -1e300, Number.MAX_VALUE, Number.MIN_VALUE, Infinity, -Infinity, NaN]) {
    for (const format of [formatCount, formatSignificant, (value: number) => formatNumber(value, 4)]) {
      expect(format(x).length).toBeLessThan(12)
    }
  }
})
