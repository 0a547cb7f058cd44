// The timeline's snapshots within a budget of memory: weights at as many marks as fit, whole snapshots thinned further.

import type { NamedArray } from '../tensors/parameters.ts'
import { bytesOf } from './frame.ts'
import type { Snapshot } from './run.ts'

/** A snapshot, or what is left of it: without moments one cannot train on, but measure and ask. */
export interface Kept<R> {
  readonly recipe: R
  readonly step: number
  readonly parameters: readonly NamedArray[]
  readonly moments: readonly NamedArray[] | null
}

/** Half of the budget goes to whole snapshots, the latest always whole, all of them thinned evenly in order. */
export class Timeline<R> {
  readonly #budget: number
  #kept: Kept<R>[] = []

  /** @param budget bytes */
  constructor(budget: number) {
    this.#budget = budget
  }

  get bytes(): number {
    return bytesOf(this.#kept.map(({ parameters, moments }) => [parameters, moments]))
  }

  /** Steps at which weights are kept, ascending. */
  get steps(): number[] {
    return this.#kept.map(({ step }) => step)
  }

  add(recipe: R, snapshot: Snapshot): void {
    const { step, parameters, moments } = snapshot
    this.#kept = [...this.#kept.filter((kept) => kept.step < step), { recipe, step, parameters, moments }]
    this.#thin()
  }

  /** What was kept elsewhere takes the place of what is here; ascending in step. */
  restore(kept: readonly Kept<R>[]): void {
    this.#kept = [...kept]
    this.#thin()
  }

  at(step: number): Kept<R> | null {
    return this.#kept.find((kept) => kept.step === step) ?? null
  }

  /** The last whole snapshot at or before `step`; later ones are forgotten. */
  goBack(step: number): Snapshot | null {
    this.#kept = this.#kept.filter((kept) => kept.step <= step)
    const whole = this.#kept.findLast(({ moments }) => moments !== null)
    if (whole === undefined) return null
    this.#kept = this.#kept.filter((kept) => kept.step <= whole.step)
    return { step: whole.step, parameters: whole.parameters, moments: whole.moments! }
  }

  clear(): void {
    this.#kept = []
  }

  /** Takes moments, then weights, from every second entry until the rest fits; the first and the latest stay. */
  #thin(): void {
    while (this.#bytesOfMoments() > this.#budget / 2 && this.#dropMoments()) continue
    while (this.bytes > this.#budget && this.#kept.length > 2) {
      this.#kept = this.#kept.filter((_, i) => i === this.#kept.length - 1 || i % 2 === 0)
    }
  }

  #bytesOfMoments(): number {
    return bytesOf(this.#kept.map(({ moments }) => moments))
  }

  /** Drops every second entry's moments but the latest's; false when nothing was left to drop. */
  #dropMoments(): boolean {
    const whole = this.#kept.filter(({ moments }) => moments !== null)
    const dropped = new Set(whole.filter((_, i) => i % 2 === 1 && i < whole.length - 1))
    this.#kept = this.#kept.map((kept) => (dropped.has(kept) ? { ...kept, moments: null } : kept))
    return dropped.size > 0
  }
}
