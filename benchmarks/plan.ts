// How much is measured, in a quick run and in a full one.

export interface Plan {
  /** repetitions of an engine's turn */
  readonly rounds: number
  /** ms that a turn is to take, and all turns of one engine at most */
  readonly turn: number
  readonly all: number
  /** ms of training before the first turn */
  readonly warmUp: number
  /** fresh browsers for the first step on WebGL */
  readonly fresh: number
  /** turns without draws, of so many times ten steps: fewer are over before the machine has had its ups and downs */
  readonly scripts: number
  readonly scriptTens: number
  /** turns in which a matrix product is measured too */
  readonly products: number
}

export const plans: Record<'quick' | 'full', Plan> = {
  quick: { rounds: 3, turn: 200, all: 4000, warmUp: 200, fresh: 1, scripts: 3, scriptTens: 10, products: 1 },
  full: {
    rounds: 9,
    turn: 600,
    all: 15_000,
    warmUp: 1500,
    fresh: 3,
    scripts: 5,
    scriptTens: 20,
    products: 3,
  },
}
