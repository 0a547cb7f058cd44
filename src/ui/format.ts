// Numbers as the page shows them: thousands separated, a true minus sign, a dash where there is no number.

const missing = '–'
/** From here on a number is written with an exponent. */
const tooLong = 1e9
/** Below this, one in significant figures is. */
const tooSmall = 1e-6

function written(x: number, options: Intl.NumberFormatOptions): string {
  if (Number.isNaN(x)) return missing
  if (!Number.isFinite(x)) return x > 0 ? '∞' : '−∞'
  if (Math.abs(x) >= tooLong) return withExponent(x)
  return formatterOf(options).format(x).replace('-', '−')
}

/** By their options: to make one takes as long as to format a hundred numbers. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatterOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('en-US', { useGrouping: true, ...options, signDisplay: 'negative' })
  formatters.set(key, made)
  return made
}

function withExponent(x: number): string {
  return x.toExponential(2).replace('e+', 'e').replaceAll('-', '−')
}

/** A whole number with separated thousands: 3540 is '3,540'. */
export function formatCount(x: number): string {
  return written(x, { maximumFractionDigits: 0 })
}

/** A number with exactly `digits` decimals: (−1.5, 2) is '−1.50', NaN is '–'. A rounded zero has no sign. */
export function formatNumber(x: number, digits: number): string {
  return written(x, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** A number with at most `digits` significant figures and no trailing zeros: 0.00100 is '0.001'. */
export function formatSignificant(x: number, digits = 3): string {
  if (x !== 0 && Math.abs(x) < tooSmall) return withExponent(x)
  const wholeDigits = x === 0 ? 1 : Math.floor(Math.log10(Math.abs(x))) + 1
  return written(x, {
    maximumSignificantDigits: Math.min(
      Math.max(digits, Number.isFinite(wholeDigits) ? wholeDigits : 1, 1),
      21,
    ),
  })
}
