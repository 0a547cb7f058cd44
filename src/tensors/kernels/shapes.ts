// Which shapes a kernel takes. It is asked before any backend computes: a loop over memory, or a fragment, would go on into
// what lies behind a tensor that is too small.

import type { TensorInfo } from '@tensorflow/tfjs-core'

export type Infos<Name extends string> = Readonly<Record<Name, TensorInfo>>

/** @throws RangeError where the kernel of this name cannot compute with what it is given */
export type Check<Name extends string, Attributes> = (
  inputs: Infos<Name>,
  attributes: Attributes,
  kernel: string,
) => void

/**
 * Refuses shapes that do not fit together.
 * @param takes those that do, in letters, for the sentence of the refusal
 */
export function fitting<Name extends string, Attributes>(
  takes: string,
  fits: (inputs: Infos<Name>, attributes: Attributes) => boolean,
): Check<Name, Attributes> {
  return (inputs, attributes, kernel) => {
    if (fits(inputs, attributes)) return
    const given = Object.entries<TensorInfo>(inputs).map(([name, info]) => `${name} is ${sidesIn(info)}`)
    throw new RangeError(`${kernel} takes ${takes}, but ${given.join(', ')}.`)
  }
}

/** Is it a matrix, and of so many rows and columns where they are given? */
export function isMatrix(
  { shape }: TensorInfo,
  rows: number | null = null,
  columns: number | null = null,
): boolean {
  return (
    shape.length === 2 && (rows === null || shape[0] === rows) && (columns === null || shape[1] === columns)
  )
}

export function isVector({ shape }: TensorInfo, length: number): boolean {
  return shape.length === 1 && shape[0] === length
}

export function areAlike({ shape }: TensorInfo, ...others: readonly TensorInfo[]): boolean {
  return others.every(
    (other) => other.shape.length === shape.length && other.shape.every((side, i) => side === shape[i]),
  )
}

/** A shape in words. */
export function sidesIn({ shape }: TensorInfo): string {
  return shape.length === 0 ? 'one number' : shape.join(' × ')
}
