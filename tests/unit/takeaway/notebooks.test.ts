// Notebooks: valid files of valid Python in which every number of the recipe stands where it belongs, and which compute what
// the lab computes.

import { describe, expect, test } from 'vitest'
import { corruptions } from '../../../src/benches/autoencoder/corrupt/corruptions.ts'
import { layers } from '../../../src/benches/autoencoder/encode/layers.ts'
import { placesOf } from '../../../src/benches/autoencoder/architecture.ts'
import { terms, weightOf } from '../../../src/benches/autoencoder/objective/terms.ts'
import { families, type AutoencoderRecipe } from '../../../src/benches/autoencoder/recipe.ts'
import { sizeOf } from '../../../src/benches/autoencoder/shapes.ts'
import { corruptionLines, layerLines, termLines } from '../../../src/benches/autoencoder/takeaway/lines.ts'
import { frameworks, notebookFor } from '../../../src/benches/autoencoder/takeaway/notebooks.ts'
import { everything, isMeaningful, partialOf } from '../../support/combinations.ts'
import { coveringPairs } from '../../support/covering.ts'
import { printed, pythonWith } from '../../support/python.ts'
import { recipeOf } from '../../support/recipes.ts'

interface Cell {
  readonly id: string
  readonly cell_type: string
  readonly source: readonly string[]
}

interface Notebook {
  readonly nbformat: number
  readonly nbformat_minor: number
  readonly metadata: { readonly bottleneck: { readonly recipe: unknown } }
  readonly cells: readonly Cell[]
}

const parse = (text: string) => JSON.parse(text) as Notebook
const sourcesOf = ({ cells }: Notebook) =>
  cells.filter((cell) => cell.cell_type === 'code').map(({ source }) => source.join(''))

const recipes: readonly AutoencoderRecipe[] = [
  ...families.map(({ recipe }) => recipe),
  ...coveringPairs(everything, isMeaningful).map((row) => recipeOf(partialOf(row))),
]
const written = recipes.flatMap((recipe) =>
  frameworks.map((framework) => ({
    recipe,
    framework,
    notebook: parse(notebookFor(recipe, framework, null)),
  })),
)

describe('every part of every stage has its lines', () => {
  test.each(Object.keys(layers))('the layer %s', (kind) => {
    expect(layerLines(kind).kind).toBe(kind)
  })
  test.each(corruptions.map(({ id }) => id))('the corruption %s', (id) => {
    expect(corruptionLines(id).id).toBe(id)
  })
  test.each(terms.map(({ id }) => id))('the term %s', (id) => {
    expect(termLines(id).id).toBe(id)
  })
})

test('a notebook is nbformat 4.5: cells with ids of their own, outputs empty, the recipe in its metadata', () => {
  for (const { notebook, recipe } of written) {
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5])
    const ids = notebook.cells.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^[\w-]{1,64}$/.test(id))).toBe(true)
    for (const cell of notebook.cells) {
      const fields = cell.cell_type === 'code' ? ['execution_count', 'outputs'] : []
      expect(Object.keys(cell).toSorted()).toEqual(
        ['cell_type', 'id', 'metadata', 'source', ...fields].toSorted(),
      )
      expect(cell.source.join('').trim()).not.toBe('')
    }
    expect(notebook.metadata.bottleneck.recipe).toEqual(recipe)
  }
})

/** Of every notebook its plain assignments, and the calls of layers with their arguments. */
const reading = `
import ast, json, sys
made = ("Dense", "Conv2D", "Conv2DTranspose", "Linear", "Conv2d", "ConvTranspose2d", "Adam", "SGD", "Dropout")
def plain(node):
    try: return ast.literal_eval(node)
    except ValueError: return None
def read(cells):
    values, calls = {}, []
    for cell in cells:
        for node in ast.walk(ast.parse(cell)):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                value = plain(node.value)
                if value is not None: values[node.targets[0].id] = value
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in made:
                named = {k.arg: plain(k.value) for k in node.keywords}
                calls.append([node.lineno, node.func.attr, [plain(a) for a in node.args], named])
    return {"values": values, "calls": [call[1:] for call in calls]}
print(json.dumps([read(cells) for cells in json.load(sys.stdin)]))
`

interface Read {
  readonly values: Readonly<Record<string, unknown>>
  readonly calls: readonly (readonly [name: string, positional: unknown[], named: Record<string, unknown>])[]
}

test('every cell is Python, and the numbers of the recipe stand where they belong', ({ skip }) => {
  const python = pythonWith('ast')
  if (python === null) skip('This machine has no Python.')
  const all = printed(
    python!,
    reading,
    written.map(({ notebook }) => sourcesOf(notebook)),
  ) as Read[]
  all.forEach(({ values, calls }, i) => {
    const { recipe, framework } = written[i]!
    const { optimise, changes, data, seed } = recipe
    expect(values['seed']).toBe(seed)
    expect(values['classes']).toEqual(data.classes)
    expect(values['steps']).toBe(optimise.steps)
    expect(values['changes']).toEqual(changes.map(({ step, path, value }) => [step, path, value]))
    const weights = terms
      .filter((term) => weightOf(recipe, term) > 0)
      .map((term) => [`objective.${term.id}.weight`, weightOf(recipe, term)])
    expect(values['setting']).toEqual({
      'optimise.rate': optimise.rate,
      'optimise.batch': optimise.batch,
      ...Object.fromEntries(weights),
    })
    const { encoder, logVariance, decoder } = placesOf(recipe)
    const places = [...encoder, ...(logVariance ? [logVariance] : []), ...decoder]
    const named = (name: RegExp) => calls.filter(([made]) => name.test(made))
    const dense = places.filter(({ spec, tiedTo }) => spec.kind === 'dense' && tiedTo === undefined)
    expect(named(/^(Dense|Linear)$/).map(([, sizes]) => sizes)).toEqual(
      dense.map(({ input, output, labels }) =>
        framework === 'keras' ? [sizeOf(output)] : [sizeOf(input) + labels, sizeOf(output)],
      ),
    )
    const windows = places.filter(({ spec, tiedTo }) => 'filters' in spec && tiedTo === undefined)
    expect(named(/^Conv/).map(([, sizes, { strides, stride }]) => [...sizes, strides ?? stride])).toEqual(
      windows.map(({ spec, input }) => {
        const { filters, size, stride } = spec as { filters: number; size: number; stride: number }
        return [...(framework === 'keras' ? [] : [input[2]]), filters, size, stride]
      }),
    )
    const [[method, , options]] = named(/^(Adam|SGD)$/) as [Read['calls'][number]]
    expect(method).toBe(optimise.method === 'adam' ? 'Adam' : 'SGD')
    const told = { epsilon: options['epsilon'] ?? options['eps'] ?? null, momentum: options['momentum'] ?? 0 }
    expect(told).toEqual({
      epsilon: optimise.method === 'adam' ? 1e-7 : null,
      momentum: optimise.method === 'momentum' ? 0.9 : 0,
    })
  })
})
