// The contraction penalty in a notebook: in closed form where the Jacobian is one matrix times one diagonal, else by the tape.

import type { ActivationName } from '../../../../tensors/activationNames.ts'
import { hasClosedForm, type ContractionSetting } from '../../objective/terms/contraction.ts'
import { pixels } from '../../shapes.ts'
import type { TermLines } from '../lines.ts'
import { lines as under } from '../python.ts'

export const lines: TermLines<ContractionSetting> = {
  id: 'contraction',
  keras: ({ method }, recipe) => ({
    define: under(
      'def contraction(forward):',
      method === 'hutchinson'
        ? under(
            '    u = tf.random.uniform(tf.shape(forward.code))',
            '    signs = tf.where(u < 0.5, -1.0, 1.0)  # one direction for each image: right in the mean',
            '    pulled = forward.tape.gradient(forward.code, forward.seen, output_gradients=signs)',
            '    return ops.mean(ops.sum(pulled**2, axis=1))',
          )
        : hasClosedForm(recipe)
          ? under(
              '    h = forward.code',
              `    slopes = ${kerasSlope[recipe.code.activation]}`,
              `    lengths = ops.sum(model.code.kernel[:${pixels}] ** 2, axis=0)`,
              '    return ops.mean(ops.sum(slopes**2 * lengths, axis=1))',
            )
          : under(
              '    total = 0.0',
              `    for j in range(${recipe.code.size}):  # one backward pass for each unit of the code`,
              `        unit = tf.zeros_like(forward.code) + tf.one_hot(j, ${recipe.code.size})`,
              '        row = forward.tape.gradient(forward.code, forward.seen, output_gradients=unit)',
              '        total += ops.mean(ops.sum(row**2, axis=1))',
              '    return total',
            ),
    ),
  }),
  torch: ({ method }, recipe) => ({
    define: under(
      'def contraction(forward):',
      method === 'hutchinson'
        ? under(
            '    u = torch.rand_like(forward.code)',
            '    signs = torch.where(u < 0.5, -1.0, 1.0)  # one direction for each image: right in the mean',
            '    (pulled,) = torch.autograd.grad((forward.code * signs).sum(), forward.seen, create_graph=True)',
            '    return (pulled**2).sum(1).mean()',
          )
        : hasClosedForm(recipe)
          ? under(
              '    h = forward.code',
              `    slopes = ${torchSlope[recipe.code.activation]}`,
              `    lengths = (model.code.weight[:, :${pixels}] ** 2).sum(1)`,
              '    return (slopes**2 * lengths).sum(1).mean()',
            )
          : under(
              '    total = 0.0',
              `    for j in range(${recipe.code.size}):  # one backward pass for each unit of the code`,
              '        (row,) = torch.autograd.grad(forward.code[:, j].sum(), forward.seen, create_graph=True)',
              '        total = total + (row**2).sum(1).mean()',
              '    return total',
            ),
    ),
  }),
}

/** Of each activation its derivative, from its value h. */
const kerasSlope: Record<ActivationName, string> = {
  linear: 'ops.ones_like(h)',
  relu: 'ops.cast(h > 0, "float32")',
  sigmoid: 'h * (1 - h)',
  tanh: '1 - h**2',
  softplus: '1 - ops.exp(-h)',
  elu: '1 + ops.minimum(h, 0)',
}

const torchSlope: Record<ActivationName, string> = {
  linear: 'torch.ones_like(h)',
  relu: '(h > 0).float()',
  sigmoid: 'h * (1 - h)',
  tanh: '1 - h**2',
  softplus: '1 - torch.exp(-h)',
  elu: '1 + h.clamp(max=0)',
}
