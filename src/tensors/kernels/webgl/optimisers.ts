// The optimisers on WebGL: a parameter and its moments in one draw.

import type { Program } from './program.ts'

/** `rest1` and `rest2` are 1 − β₁ and 1 − β₂, which the device's floats would round. */
export const adamProgram: Program = {
  name: 'Adam',
  here: ['w', 'g', 'm', 'v'],
  numbers: ['beta1', 'rest1', 'beta2', 'rest2', 'epsilon', 'rate', 'rootFactor'],
  outputs: ['next', 'first', 'second'],
  body: `
  first = m * beta1 + g * rest1;
  second = v * beta2 + g * g * rest2;
  next = w - rate * first / (sqrt(second) * rootFactor + epsilon);`,
}

export const momentumProgram: Program = {
  name: 'momentum',
  here: ['w', 'g', 'v'],
  numbers: ['friction', 'rate'],
  outputs: ['next', 'velocity'],
  body: `
  velocity = v * friction + g;
  next = w - rate * velocity;`,
}

export const descentProgram: Program = {
  name: 'descent',
  here: ['w', 'g'],
  numbers: ['rate'],
  outputs: ['next'],
  body: 'next = w - rate * g;',
}
