// KL sparsity in a notebook.

import { firstStep } from '../../../../lab/origin.ts'
import type { KlSparsitySetting } from '../../objective/terms/klSparsity.ts'
import type { AutoencoderRecipe } from '../../recipe.ts'
import type { TermLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: TermLines<KlSparsitySetting> = {
  id: 'klSparsity',
  keras: ({ target, average }, recipe) => ({
    define: under(
      average === 'running'
        ? under(`running = keras.Variable(ops.zeros((${recipe.code.size},)), trainable=False)`, '', '')
        : null,
      'def kl_sparsity(forward):',
      `    rho, average = ${target}, ops.mean(forward.code, axis=0)`,
      average === 'running'
        ? under(
            '    running.assign(0.9 * running + 0.1 * ops.stop_gradient(average))',
            `    corrected = running / (1 - 0.9 ** ${batchesOf(recipe)})`,
            '    average = average + ops.stop_gradient(corrected - average)  # its value, with the gradient of the batch',
          )
        : null,
      '    average = average * (1 - 2e-6) + 1e-6  # the logarithms end at 0 and 1',
      '    one = rho * (math.log(rho) - ops.log(average))',
      '    other = (1 - rho) * (math.log(1 - rho) - ops.log(1 - average))',
      '    return ops.sum(one + other)',
    ),
  }),
  torch: ({ target, average }, recipe) => ({
    define: under(
      average === 'running'
        ? under(`running = torch.zeros(${recipe.code.size}, device=device)`, '', '')
        : null,
      'def kl_sparsity(forward):',
      average === 'running' ? '    global running' : null,
      `    rho, average = ${target}, forward.code.mean(0)`,
      average === 'running'
        ? under(
            '    running = 0.9 * running + 0.1 * average.detach()',
            `    corrected = running / (1 - 0.9 ** ${batchesOf(recipe)})`,
            '    average = average + (corrected - average).detach()  # its value, with the gradient of the batch',
          )
        : null,
      '    average = average * (1 - 2e-6) + 1e-6  # the logarithms end at 0 and 1',
      '    one = rho * (math.log(rho) - average.log())',
      '    other = (1 - rho) * (math.log(1 - rho) - (1 - average).log())',
      '    return (one + other).sum()',
    ),
  }),
}

/** How many batches the average has seen: it begins where the run does, be that a branch. */
function batchesOf(recipe: AutoencoderRecipe): string {
  const first = firstStep(recipe)
  return first > 0 ? `(forward.step - ${first} + 1)` : '(forward.step + 1)'
}
