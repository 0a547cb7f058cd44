// Links as the page writes them, for tests that begin with one.

import { deflateSync, strToU8 } from 'fflate'

/** The part of an address from # on, of a recipe that differs from its family's default. */
export function linkOf(recipe: unknown): string {
  return `#r=${Buffer.from(deflateSync(strToU8(JSON.stringify(recipe)))).toString('base64url')}`
}

/** A recipe small enough that a run of it ends within seconds, of two classes, so that its frames are measured as soon. */
export const quick = {
  family: 'undercomplete',
  data: { train: 5000, classes: [0, 1] },
  encode: { layers: [{ kind: 'dense', units: 32 }] },
  optimise: { steps: 11, batch: 32 },
}

/** Frames of it that stand on the timeline in the end. */
export const quickFrames = 12
