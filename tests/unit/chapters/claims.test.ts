// The claims that need no training, each run to the finding that its chapter prints; `lab -- claims` runs all of them.

import { beforeAll, expect, test } from 'vitest'
import { autoencoder } from '../../../src/benches/autoencoder/bench.ts'
import { claims } from '../../../src/chapters/claims.ts'
import { judge } from '../../../src/lab/claim.ts'
import { startEngine } from '../../support/engine.ts'
import { openImages } from '../../support/images.ts'

/** s on two cores, from which on a claim is left to the terminal door */
const tooLong = 6

const quickClaims = claims.filter(({ recipes, seconds }) => recipes.length === 0 && seconds <= tooLong)

beforeAll(async () => {
  await startEngine('wasm')
})

test('there are some', () => {
  expect(quickClaims.length).toBeGreaterThan(8)
})

test.each(quickClaims)('$id comes out as its chapter prints', async (claim) => {
  const context = { bench: autoencoder, openData: () => openImages('mnist'), openSet: openImages }
  for await (const { verdict, figures } of judge([claim], context)) {
    expect({ verdict, figures }).toMatchObject({ verdict: claim.finding })
    // one figure at least could have said otherwise
    expect(figures.some(({ bound }) => bound !== undefined)).toBe(true)
  }
})
