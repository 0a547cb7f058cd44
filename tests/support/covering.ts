// Combinations of choices: all of them, or a small sample in which every pair of two factors' choices stands somewhere.

/** The choices of each factor by its name. */
export type Factors = Readonly<Record<string, readonly string[]>>
export type Combination = Readonly<Record<string, string>>

/** Every combination, the last factor running fastest. */
export function productOf(factors: Factors): Combination[] {
  return Object.entries(factors).reduce<Combination[]>(
    (rows, [name, choices]) => rows.flatMap((row) => choices.map((choice) => ({ ...row, [name]: choice }))),
    [{}],
  )
}

/**
 * A pairwise-covering sample, greedily: each row begins with a pair that stands nowhere yet and takes, factor by factor,
 * the choice that covers the most new pairs (after Cohen et al. 1997, without chance). `isPossible` says which pairs may
 * stand together; one that may not is left out.
 */
export function coveringPairs(
  factors: Factors,
  isPossible: (row: Combination) => boolean = () => true,
): Combination[] {
  const open = new Map(pairsOf(factors).map((pair) => [keyOf(pair), pair]))
  const rows: Combination[] = []
  for (const [key, pair] of open) {
    if (!open.has(key)) continue
    const row = completed(pair, factors, open, isPossible)
    open.delete(key)
    if (row === null) continue
    for (const covered of pairsIn(row)) open.delete(keyOf(covered))
    rows.push(row)
  }
  return rows
}

function completed(
  start: Combination,
  factors: Factors,
  open: ReadonlyMap<string, Combination>,
  isPossible: (row: Combination) => boolean,
): Combination | null {
  const missing = Object.keys(factors).filter((name) => !(name in start))
  const [name] = missing
  if (name === undefined) return isPossible(start) ? start : null
  if (!isPossible(start)) return null
  const gain = (row: Combination) => pairsIn(row).filter((pair) => open.has(keyOf(pair))).length
  const candidates = factors[name]!.map((choice) => ({ ...start, [name]: choice })).toSorted(
    (a, b) => gain(b) - gain(a),
  )
  for (const candidate of candidates) {
    const row = completed(candidate, factors, open, isPossible)
    if (row !== null) return row
  }
  return null
}

function pairsOf(factors: Factors): Combination[] {
  const names = Object.keys(factors)
  return names.flatMap((one, i) =>
    names.slice(i + 1).flatMap((other) => productOf({ [one]: factors[one]!, [other]: factors[other]! })),
  )
}

function pairsIn(row: Combination): Combination[] {
  const names = Object.keys(row)
  return names.flatMap((one, i) =>
    names.slice(i + 1).map((other) => ({ [one]: row[one]!, [other]: row[other]! })),
  )
}

const keyOf = (pair: Combination): string =>
  JSON.stringify(Object.entries(pair).toSorted(([a], [b]) => (a < b ? -1 : 1)))
