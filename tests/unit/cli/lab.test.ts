// The terminal door as a lecturer uses it: one line of JSON, a recipe that reruns to its digest, and exit codes.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recipeBook } from '../../../src/benches/autoencoder/recipe.ts'
import { digestOf } from '../../../src/lab/digest.ts'
import { writeFragment, writeLink } from '../../../src/lab/link.ts'
import { readSafetensors } from '../../../src/lab/safetensors.ts'
import { recipeOf } from '../../support/recipes.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bottleneck-lab-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Result {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function lab(...words: string[]): Promise<Result> {
  return labFrom(root, ...words)
}

/** As npm runs it: in the repository's folder, with the one in which it was called beside it. */
function labFrom(called: string, ...words: string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts/lab.mjs'), ...words], {
      cwd: root,
      env: { ...process.env, INIT_CWD: called },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (bytes) => (stdout += String(bytes)))
    child.stderr.on('data', (bytes) => (stderr += String(bytes)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

let files = 0
function fileOf(content: unknown): string {
  const path = join(folder, `recipe-${files++}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const jsonOf = ({ code, stdout, stderr }: Result) => {
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, Record<string, unknown>>
}

const tiny = {
  data: { train: 300, classes: [3, 5] },
  encode: { layers: [{ kind: 'dense', units: 16 }] },
  objective: { l2Weights: { weight: 0.01 } },
  optimise: { batch: 32, steps: 12 },
  changes: [{ step: 6, path: 'optimise.batch', value: 8 }],
}

describe('lab -- run', () => {
  let first: Record<string, Record<string, unknown>>
  let printed: Result

  beforeAll(async () => {
    printed = await lab('run', fileOf(tiny))
    first = jsonOf(printed)
  }, 120_000)

  test('prints one JSON object and nothing else on stdout; the progress stands on stderr', () => {
    expect(printed.stdout.trimEnd().split('\n').length).toBe(1)
    expect(printed.stdout.endsWith('\n')).toBe(true)
  })

  test('prints the whole recipe, both sets, the metrics and the digest, under the documented keys', () => {
    expect(Object.keys(first)).toEqual([
      'recipe',
      'backend',
      'steps',
      'seconds',
      'msPerStep',
      'train',
      'test',
      'metrics',
      'digest',
    ])
    expect(first['recipe']).toEqual(recipeOf(tiny))
    expect([first['backend'], first['steps']]).toEqual(['wasm', 12])
    expect(Object.keys(first['train']!)).toEqual(['reconstruction', 'terms', 'total'])
    expect(Object.keys(first['test']!)).toEqual(['reconstruction', 'terms', 'total', 'msePerPixel'])
    expect(Object.keys(first['metrics']!)).toEqual([
      'knn5Accuracy',
      'activeUnits',
      'meanActive',
      'meanActivation',
      'jacobianNorm2',
    ])
    expect(first['digest']).toMatch(/^[0-9a-f]{64}$/)
    for (const set of ['train', 'test']) {
      const { reconstruction, terms, total } = first[set] as {
        reconstruction: number
        terms: { l2Weights: number }
        total: number
      }
      expect(Object.keys(terms)).toEqual(['l2Weights'])
      expect(total).toBeCloseTo(reconstruction + 0.01 * terms.l2Weights, 9)
    }
  })

  test('the printed recipe reruns to the same digest, and so does its link', async () => {
    const link = `http://localhost:5173/#r=${writeLink(recipeBook, recipeOf(tiny))}`
    const again = await Promise.all([lab('run', fileOf(first['recipe'])), lab('run', link)])
    for (const result of again) {
      const { digest, test, metrics } = jsonOf(result)
      expect({ digest, test, metrics }).toEqual({
        digest: first['digest'],
        test: first['test'],
        metrics: first['metrics'],
      })
    }
  })

  test('--steps replaces optimise.steps, upwards and downwards, in the printed recipe too', async () => {
    const [more, fewer] = await Promise.all([
      lab('run', fileOf({ ...tiny, optimise: { ...tiny.optimise, steps: 3 } }), '--steps', '12'),
      lab('run', fileOf(tiny), '--steps', '0'),
    ])
    expect(jsonOf(more)['digest']).toBe(first['digest'])
    const none = jsonOf(fewer)
    expect([none['steps'], none['recipe']!['optimise']]).toEqual([
      0,
      { ...recipeOf(tiny).optimise, steps: 0 },
    ])
    expect(none['digest']).not.toBe(first['digest'])
  })

  test('--backend cpu gives nearly the same model', async () => {
    const result = jsonOf(await lab('run', fileOf(tiny), '--backend', 'cpu'))
    expect(result['backend']).toBe('cpu')
    const ratio = (result['test']!['reconstruction'] as number) / (first['test']!['reconstruction'] as number)
    expect(Math.abs(ratio - 1)).toBeLessThan(1e-4)
  })

  test('--save writes the weights of the digest with their recipe, and in half the bytes with --half', async () => {
    const files = ['whole', 'half'].map((name) => join(folder, `${name}.safetensors`)) as [string, string]
    const [whole, half] = await Promise.all([
      lab('run', fileOf(tiny), '--save', files[0]),
      lab('run', fileOf(tiny), '--save', files[1], '--half'),
    ])
    const [exact, rounded] = files.map((path) => readSafetensors(readFileSync(path)))
    expect(digestOf(exact!.tensors)).toBe(jsonOf(whole).digest)
    expect(JSON.parse(exact!.metadata['recipe']!)).toEqual(jsonOf(whole).recipe)
    expect(jsonOf(half).digest).toBe(jsonOf(whole).digest)
    expect(rounded!.tensors.map(({ shape }) => shape)).toEqual(exact!.tensors.map(({ shape }) => shape))
    expect(statSync(files[1]).size).toBeLessThan(0.6 * statSync(files[0]).size)
  })

  test('--save into a folder that is not there is refused before anything is trained', async () => {
    const { code, stderr, stdout } = await lab('run', fileOf(tiny), '--save', join(folder, 'nowhere', 'w.st'))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('there is no folder')
    expect(stderr).not.toContain('step')
  })

  test('a link says what computes, unless --backend does', async () => {
    const short = recipeOf({ ...tiny, optimise: { ...tiny.optimise, steps: 2 }, changes: [] })
    const pinned = (name: 'cpu' | 'webgl') =>
      `https://example.org/lab/#${writeFragment(recipeBook, { recipe: short, backend: name })}`
    const unknown = `https://example.org/lab/#${writeFragment(recipeBook, { recipe: short })}&backend=abacus`
    const results = await Promise.all([
      lab('run', pinned('cpu')),
      lab('run', pinned('cpu'), '--backend', 'wasm'),
      lab('run', pinned('webgl')),
      lab('run', unknown),
    ])
    expect(results.map((result) => jsonOf(result)['backend'])).toEqual(['cpu', 'wasm', 'wasm', 'wasm'])
    expect(results.map((result) => jsonOf(result)['recipe'])).toEqual(results.map(() => short))
    const [cpu, overruled, webgl, abacus] = results.map(({ stderr }) => stderr)
    expect(webgl).toMatch(/asks for webgl, which the terminal does not have; wasm computes/)
    expect(abacus).toMatch(/asks for the backend "abacus"; it must be one of .*wasm computes/)
    for (const quiet of [cpu, overruled]) expect(quiet).not.toContain('asks for')
  })

  test('a single training image has no five neighbours: the metric is absent, not wrong', async () => {
    const one = { ...tiny, data: { train: 1, classes: [3] }, optimise: { batch: 4, steps: 2 }, changes: [] }
    const { metrics } = jsonOf(await lab('run', fileOf(one)))
    expect(Object.keys(metrics!)).toEqual(['activeUnits', 'meanActive', 'meanActivation', 'jacobianNorm2'])
  })

  test('a corruption and a Gaussian code add what they mean: gains, masked error, the KL at weight 0', async () => {
    const partial = {
      family: 'variational',
      data: { train: 50, classes: [3, 5] },
      corrupt: { kind: 'patches', size: 4, rate: 0.75 },
      encode: { layers: [{ kind: 'dense', units: 8 }] },
      objective: { kl: { weight: 0 } },
      optimise: { batch: 8, steps: 3 },
    }
    const result = await lab('run', fileOf(partial), '--profile')
    const { test: held, metrics } = jsonOf(result)
    const expected = ['psnrGainDb', 'linearPsnrGainDb', 'maskedMse', 'activeUnits']
    expect(Object.keys(metrics!)).toEqual(expect.arrayContaining(expected))
    expect(Object.keys(held!['terms'] as object)).toEqual(['kl'])
    for (const part of [
      'corrupt patches',
      'encode',
      'code gaussian',
      'decode',
      'objective kl',
      'optimise adam',
    ])
      expect(result.stderr).toContain(part)
  }, 120_000)
})

describe('bad input ends with exit code 2, a sentence that names the fault, and an empty stdout:', () => {
  test.each([
    ['a field out of range', () => ['run', fileOf({ optimise: { rate: -1 } })], /optimise\.rate/],
    ['an unknown field', () => ['run', fileOf({ code: { width: 3 } })], /code\.width/],
    ['an unknown family', () => ['run', fileOf({ family: 'magic' })], /family.*magic/],
    [
      'an illegal change',
      () => ['run', fileOf({ changes: [{ step: 1, path: 'seed', value: 1 }] })],
      /changes\.0.*seed/,
    ],
    ['a file that is not JSON', () => ['run', fileOf('{"seed": 1,}')], /not JSON/],
    ['a file that is a list', () => ['run', fileOf([])], /not a JSON object/],
    ['no such file', () => ['run', 'no/such/file.json'], /no file no\/such\/file\.json/],
    ['a folder instead of a file', () => ['run', folder], /is a folder; a recipe is a file\./],
    ['a link that cannot be decoded', () => ['run', 'https://example.org/#r=%%%'], /cannot be decoded/],
    ['steps that are no number', () => ['run', fileOf(tiny), '--steps', 'many'], /--steps many/],
    ['steps that are negative', () => ['run', fileOf(tiny), '--steps=-1'], /--steps -1/],
    ['a backend of the page', () => ['run', fileOf(tiny), '--backend', 'webgl'], /--backend webgl/],
    ['an unknown option', () => ['run', fileOf(tiny), '--fast'], /--fast/],
    ['no recipe', () => ['run'], /^run takes one recipe or link, and was given 0\.\nUsage/],
    [
      'two recipes',
      () => ['run', 'one.json', 'two.json'],
      /^run takes one recipe or link, and was given 2\./,
    ],
    ['no command', () => [], /^Say what to do, one of run, notebook, claims, checkpoints\.\nUsage/],
    ['an unknown command', () => ['dance'], /^There is no command dance; there are run, .*\nUsage/],
    ['a claim without --only', () => ['claims', 'jensen'], /^claims takes options alone, not jensen; --only/],
    ['an option of another command', () => ['claims', '--half'], /^claims has no use for --half\./],
    ['--half without --save', () => ['run', '#r=', '--half'], /^--half is about the file that --save writes/],
  ])('%s', async (_, words, sentence) => {
    const { code, stdout, stderr } = await lab(...words())
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(sentence)
  })
})

test.each([12, 15, 60])(
  'a divergence within %d steps ends with exit code 3, names term and step, and prints no JSON',
  async (steps) => {
    const wild = {
      ...tiny,
      decode: { output: 'gaussian' },
      encode: { layers: [], activation: 'linear' },
      optimise: { method: 'sgd', rate: 100, batch: 32, steps },
      changes: [],
    }
    const { code, stdout, stderr } = await lab('run', fileOf(wild))
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/diverged.*term reconstruction.*(NaN|Infinity).*step \d+/)
  },
)

test('a file is looked for in the folder in which npm was called', async () => {
  const name = basename(fileOf({ ...tiny, optimise: { ...tiny.optimise, steps: 0 }, changes: [] }))
  const { code } = await labFrom(folder, 'run', name, '--save', 'here.safetensors')
  expect(code).toBe(0)
  expect(statSync(join(folder, 'here.safetensors')).size).toBeGreaterThan(0)
  expect((await lab('run', name)).stderr).toContain(`There is no file ${name}`)
})

test.each([
  [['run', 'x.json', '--steps', '-5'], 'The option --steps wants a value after it'],
  [['run', 'x.json', '--fast'], 'There is no option --fast.'],
  [['claims', '--json=yes'], 'The option --json takes no value.'],
])('%j is a sentence with the usage', async (words, sentence) => {
  const { code, stderr } = await lab(...words)
  expect(code).toBe(2)
  expect(stderr.startsWith(sentence)).toBe(true)
  expect(stderr).toContain('Usage: ')
})

test('--help explains itself on stdout', async () => {
  const { code, stdout } = await lab('--help')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Usage: npm run --silent lab -- run <recipe\.json \| link>/)
})

describe('lab -- claims', () => {
  test('judges claims of two chapters, and prints their verdicts in the order in which they were asked for', async () => {
    const asked = ['sparsity-kl-curve', 'jensen', 'score-function-variance']
    const { code, stdout } = await lab('claims', '--only', asked.join(','), '--json')
    expect(code).toBe(0)
    const verdicts = JSON.parse(stdout) as { id: string; verdict: string; expected: string }[]
    expect(verdicts.map(({ id }) => id)).toEqual(asked)
    for (const { verdict, expected } of verdicts) expect(verdict).toBe(expected)
  })

  test('names the claims that there are where one does not exist', async () => {
    const { code, stderr } = await lab('claims', '--only', 'jensen,nonsense')
    expect(code).toBe(2)
    expect(stderr).toContain('There is no claim nonsense; there are ')
  })

  test('names the claims that share a word with one that does not exist', async () => {
    const { code, stderr } = await lab('claims', '--only', 'kl-sparsity')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^There is no claim kl-sparsity; there are [a-z0-9, -]*sparsity-kl-curve/)
    expect(stderr).not.toContain('jensen')
  })

  test('takes no option twice, of which one would be lost', async () => {
    const { code, stderr } = await lab('claims', '--only', 'jensen', '--only', 'sparsity-kl-curve')
    expect(code).toBe(2)
    expect(stderr).toContain('The option --only is given twice.')
  })
})
