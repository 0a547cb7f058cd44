// The optimisers by the names that recipes use.

import { adam } from '../../../tensors/optimisers/adam.ts'
import { momentum } from '../../../tensors/optimisers/momentum.ts'
import { sgd } from '../../../tensors/optimisers/sgd.ts'

export const methods = { sgd, momentum, adam } as const
