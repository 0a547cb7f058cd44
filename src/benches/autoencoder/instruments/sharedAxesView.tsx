// Axes that the two pictures of an instrument share in a comparison, so that lengths and places can be compared by eye.

import { createContext, use, useEffect, useId, useMemo, useSyncExternalStore } from 'react'

export type Range = readonly [low: number, high: number]

/** What each picture needs of each axis. */
export class AxisSharing {
  readonly #axes = new Map<string, Map<string, Range>>()
  readonly #listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** One picture's word; returns how to take it back. */
  ask(axis: string, picture: string, range: Range): () => void {
    const asked = this.#axes.get(axis) ?? new Map<string, Range>()
    this.#axes.set(axis, asked.set(picture, range))
    this.#tell()
    return () => {
      asked.delete(picture)
      this.#tell()
    }
  }

  /** The ends that hold what all the other pictures ask for; ±Infinity where there is none. */
  least = (axis: string, picture: string): number =>
    Math.min(...this.#others(axis, picture).map(([low]) => low))
  most = (axis: string, picture: string): number =>
    Math.max(...this.#others(axis, picture).map(([, high]) => high))

  #others(axis: string, picture: string): Range[] {
    return [...(this.#axes.get(axis) ?? [])].filter(([name]) => name !== picture).map(([, range]) => range)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

export const SharedAxesContext = createContext<AxisSharing | null>(null)

const alone = new AxisSharing()

/**
 * The range of an axis: what this picture needs, and in a comparison what the other one's needs, too.
 * @param axis the same for both pictures, and only where they show the same quantity: `codePlane x coordinates 0`
 */
export function useSharedRange(axis: string, own: Range): Range {
  const sharing = use(SharedAxesContext) ?? alone
  const picture = useId()
  const [low, high] = own
  useEffect(
    () => (sharing === alone ? undefined : sharing.ask(axis, picture, [low, high])),
    [sharing, axis, picture, low, high],
  )
  const least = useSyncExternalStore(sharing.subscribe, () => sharing.least(axis, picture))
  const most = useSyncExternalStore(sharing.subscribe, () => sharing.most(axis, picture))
  return useMemo(() => [Math.min(low, least), Math.max(high, most)], [low, high, least, most])
}

/** The same of an axis or a scale that begins at 0, or lies evenly around it: its end. */
export function useSharedEnd(axis: string, own: number): number {
  return useSharedRange(axis, [0, own])[1]
}
