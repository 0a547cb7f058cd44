// Where in the stream `measuring` everything that is measured draws: one table, so that no two draws share a step.

/** The first step and how many from it on. They are part of what a recipe means, and never change. */
interface Steps {
  readonly first: number
  readonly count: number
}

/** Of each image one step, by its file index: of any set there may be. */
const ofImages = (millions: number): Steps => ({ first: millions * 1_000_000, count: 1_000_000 })

const ofOne = (first: number): Steps => ({ first, count: 1 })

export const measuringSteps = {
  // sampled pixels, the sample of a Gaussian code, the corruption of an image (measuredPixels.ts)
  'pixels/test': ofImages(0),
  'pixels/train': ofImages(1),
  'pixels/drawing': ofImages(2),
  'code/test': ofImages(3),
  'code/train': ofImages(4),
  'code/drawing': ofImages(5),
  'corruption/test': ofImages(6),
  'corruption/train': ofImages(7),
  'corruption/drawing': ofImages(8),
  /** where gradient ascent towards the units starts, a step for each layer (units) */
  unitStarts: { first: 9_000_000, count: 100 },
  /** which test images tell what is lost without a unit (units) */
  unitImages: ofOne(9_000_100),
  /** noise under which images are looked at, a step for each draw (noise.ts) */
  noise: { first: 9_100_000, count: 100_000 },
  /** what the noise brush uncovers (restoring) */
  brush: ofOne(9_200_000),
  /** signs for the Jacobian's columns, a step for each probe (contraction) */
  columnSigns: { first: 9_300_000, count: 100 },
  /** noise on the ink, the second axis of the disc (contraction) */
  disc: ofOne(9_300_100),
  /** images of noise, and the sampled pixels of the other set (traps) */
  noiseImages: ofOne(9_310_000),
  otherSet: ofOne(9_310_001),
  /** a sample of every image's posterior, and samples of one image's (posteriors) */
  aggregate: ofOne(9_400_000),
  posterior: ofOne(9_400_001),
  /** new images, two steps for each draw (samples) */
  samples: { first: 9_500_000, count: 20_000 },
  /** noise that all images have in common (tugOfWar) */
  tugOfWar: ofOne(9_600_000),
  /** samples of each test image's posterior, by its file index, and the order of the images (bounds) */
  bounds: { first: 9_610_000, count: 10_000 },
  boundsOrder: ofOne(9_620_000),
  /** codes decoded as every class, and those that are judged (sameHand) */
  handCodes: ofOne(9_700_000),
  judgedCodes: ofOne(9_700_001),
  /** signs for the Jacobian's norm, a step for each slice, by its first image's place in the set (jacobian.ts) */
  normSigns: { first: 9_900_000, count: 100_000 },
} as const satisfies Readonly<Record<string, Steps>>

export type MeasuringName = keyof typeof measuringSteps

/** The step of the stream `measuring` for the draw in this place. @throws RangeError for a place beyond the table's */
export function measuringStep(name: MeasuringName, place: number): number
/** For the first draw, which of most is the only one. */
export function measuringStep(name: MeasuringName): number
export function measuringStep(name: MeasuringName, place = 0): number {
  const { first, count } = measuringSteps[name]
  if (!(place >= 0 && place < count)) {
    throw new RangeError(`Of ${name} there are draws 0 to ${count - 1}, and no draw ${place}.`)
  }
  return first + place
}
