// A recipe as a notebook that trains the same model on the same data with the same objective, in Keras or in PyTorch.

import { branchOf, checkpointIn, firstStep } from '../../../lab/origin.ts'
import { checkpointOf } from '../checkpoints/list.ts'
import { corruptionOf } from '../corrupt/corruptions.ts'
import { familyNames } from '../familyNames.ts'
import { writtenReconstruction } from '../objective/reconstruction.ts'
import { settingOf } from '../objective/term.ts'
import type { AutoencoderRecipe } from '../recipe.ts'
import { kerasCells } from './keras.ts'
import type { Framework } from './lines.ts'
import { code, notebookOf, text } from './notebook.ts'
import { termsOf } from './schedule.ts'
import { torchCells } from './torch.ts'
import { words } from './words.ts'

export const frameworks = ['keras', 'torch'] as const satisfies readonly Framework[]

/**
 * The file's text; `link` leads to the recipe in the lab, null where there is none.
 * @throws Error with a sentence for a set of the reader's own
 */
export function notebookFor(recipe: AutoencoderRecipe, framework: Framework, link: string | null): string {
  const t = words.en
  const cells = framework === 'keras' ? kerasCells : torchCells
  const family = familyNames[recipe.family as keyof typeof familyNames] ?? recipe.family
  const { tex, parameters } = corruptionOf(recipe.corrupt.kind)
  const values: Readonly<Record<string, unknown>> = recipe.corrupt
  const settings = parameters.map(({ name, label }) => `${label.en} = ${String(values[name])}`)
  const reconstruction = writtenReconstruction(recipe)
  const start = firstWeights(recipe)
  const install = start === null ? cells.install : `${cells.install} safetensors`
  return notebookOf(
    [
      text(t.title(family, t.frameworks[framework])),
      text(t.about(link, install)),
      code(cells.imports(recipe)),
      text(t.data(recipe)),
      code(cells.load(recipe)),
      text(t.corrupt(recipe.corrupt, tex, settings)),
      code(cells.present(recipe)),
      text(t.network(recipe)),
      code(cells.network(recipe)),
      text(t.weights(start, branchOf(recipe)?.step ?? null)),
      code(cells.weights(recipe, start)),
      text(t.code(recipe)),
      code(cells.code(recipe)),
      text(
        t.objective(
          reconstruction.tex,
          reconstruction.unit.en,
          termTexts(recipe),
          isDivided(recipe),
          recipe.objective.reconstruction.over === 'masked',
        ),
      ),
      code(cells.objective(recipe)),
      text(t.optimise(recipe, framework, firstStep(recipe))),
      code(cells.train(recipe)),
      text(t.evaluate(recipe)),
      code(cells.evaluate(recipe)),
      text(t.look),
      code(cells.look(recipe)),
      text(t.recipe(JSON.stringify(recipe, null, 2))),
    ],
    { recipe, link },
  )
}

/** The file of weights that a run begins with, as the lab names it; null where it draws its own. */
function firstWeights(recipe: AutoencoderRecipe): string | null {
  const branch = branchOf(recipe)
  if (branch !== null) return `${recipe.family}-${branch.step}.safetensors`
  const digest = checkpointIn(recipe)
  return digest === null ? null : (checkpointOf(digest)?.file ?? 'weights.safetensors')
}

const isDivided = ({ objective }: AutoencoderRecipe): boolean => objective.reconstruction.reduce === 'mean'

function termTexts(recipe: AutoencoderRecipe): string[] {
  const t = words.en
  return termsOf(recipe).map((term) => {
    const { warmup, freeBits, average } = settingOf(recipe, term)
    const more = [
      Number(warmup) > 0 ? t.warmup(Number(warmup)) : '',
      Number(freeBits) > 0 ? t.freeBits(Number(freeBits)) : '',
      average === 'running' ? t.running : '',
    ]
    return t.term(term.label.en, term.tex, term.unit.en, more.join(''))
  })
}
