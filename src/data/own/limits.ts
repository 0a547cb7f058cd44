// What may be a set of the reader's own, and how a recipe names one.

/** Enough to know it again, and to ask for it. */
export interface OwnName {
  /** SHA-256 of its classes, pixels and labels */
  readonly digest: string
  /** of the file or folder that it came from */
  readonly name: string
  /** what the classes are called, index by label */
  readonly classes: readonly string[]
}

export const fewestImages = 200
export const mostImages = 100_000
/** so that two of them are test images */
export const fewestOfClass = 12
/** Of each class, one in so many is a test image. */
export const testEvery = 6
export const mostClasses = 10
export const longestName = 60
export const longestClass = 40
/** The one class of images without labels. */
export const unlabelled = 'unlabelled'
