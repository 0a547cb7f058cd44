// Links as the page writes them, for tests that begin with one.

import { deflateSync, strToU8 } from 'fflate'

/** The part of an address from # on, of a recipe that differs from its family's default. */
export function linkOf(recipe: unknown): string {
  return `#r=${Buffer.from(deflateSync(strToU8(JSON.stringify(recipe)))).toString('base64url')}`
}

/** A recipe small enough that a run of it ends within seconds. */
export const quick = {
  family: 'undercomplete',
  data: { train: 5000 },
  encode: { layers: [{ kind: 'dense', units: 32 }] },
  optimise: { steps: 60, batch: 32 },
}
