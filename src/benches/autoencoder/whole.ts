// The schema of a whole number between bounds, which recipes are full of.

import * as z from 'zod/mini'

/** A whole number from `low` to `high`. */
export const whole = (low: number, high: number) => z.int().check(z.minimum(low), z.maximum(high))
