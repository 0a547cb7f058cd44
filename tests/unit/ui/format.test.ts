// Numbers as the page writes them.

import { expect, test } from 'vitest'
import { formatCount, formatNumber, formatSignificant } from '../../../src/ui/format.ts'

test('counts have separated thousands', () => {
  expect(formatCount(3540)).toBe('3,540')
  expect(formatCount(60_000)).toBe('60,000')
  expect(formatCount(7)).toBe('7')
})

test('numbers have the decimals asked for and a true minus sign', () => {
  expect(formatNumber(-1.5, 2)).toBe('−1.50')
  expect(formatNumber(1234.567, 1)).toBe('1,234.6')
})

test('a negative number that rounds to zero has no sign', () => {
  expect(formatNumber(-0.001, 2)).toBe('0.00')
})

test('what is no number is a dash, what is infinite says so', () => {
  expect(formatNumber(Number.NaN, 2)).toBe('–')
  expect(formatCount(Number.POSITIVE_INFINITY)).toBe('∞')
  expect(formatSignificant(Number.NEGATIVE_INFINITY)).toBe('−∞')
})

test('significant figures drop trailing zeros and never round away whole digits', () => {
  expect(formatSignificant(0.001)).toBe('0.001')
  expect(formatSignificant(0.012345)).toBe('0.0123')
  expect(formatSignificant(3540)).toBe('3,540')
  expect(formatSignificant(0)).toBe('0')
})
