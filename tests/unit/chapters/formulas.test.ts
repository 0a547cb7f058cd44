// Formulas that run: what stands in them is what the bench measured, and what follows from it.

import { expect, test } from 'vitest'
import { formulas } from '../../../src/chapters/formulas.ts'
import { recipeOf } from '../../support/recipes.ts'

const evaluation = { reconstruction: 120.5, terms: { kl: 6.25 }, total: 126.75, msePerPixel: 0.04 }
const numbersOf = (id: string, family: string) =>
  formulas[id]!.withNumbers({ recipe: recipeOf({ family }), step: 7, evaluation })

test('the ELBO is what the reconstruction and the divergence leave', () => {
  const { tex, unit } = numbersOf('elbo', 'variational')!
  expect(tex).toBe(String.raw`-126.8 = \term{reconstruction}{-120.5} - \term{penalty}{6.25}`)
  expect(unit.en).toBe('nats per image, summed over pixels, mean over the test images, at step 7')
  expect(numbersOf('elbo', 'undercomplete')).toBeNull()
})

test('the whole objective is the sum of its parts', () => {
  expect(numbersOf('total', 'variational')!.tex).toBe(
    String.raw`126.8 = \term{reconstruction}{120.5} + \term{penalty}{6.25}`,
  )
})

test('the squared error per pixel is a 784th of that of an image', () => {
  expect(numbersOf('squaredError', 'undercomplete')!.tex).toContain(String.raw`\cdot 31.36 = 0.04`)
})
