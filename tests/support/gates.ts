// The figures of the literature that these families are held against: each a recipe of `tests/recipes`, trained through the
// terminal door, with what it must reach, what would be very good, and what others report under their own conditions.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Evaluation } from '../../src/benches/autoencoder/evaluate.ts'

/** What the terminal prints of a run. */
export interface Printed {
  readonly steps: number
  readonly msPerStep: number
  readonly train: Evaluation
  readonly test: Evaluation
  readonly metrics: Readonly<Record<string, number>>
}

type Bound = { readonly atLeast: number } | { readonly atMost: number }

export interface Gate {
  readonly what: string
  /** recipes of `tests/recipes` that the figure is made of */
  readonly recipes: readonly string[]
  readonly figure: (...runs: readonly Printed[]) => number
  readonly gate: Bound
  readonly stretch?: Bound
  /** others' figure with its conditions, or the plain or linear method beside it */
  readonly beside?: string
  /** in `npm test` too */
  readonly quick?: true
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const printed = new Map<string, Promise<Printed>>()

/** Trains a recipe of `tests/recipes` through the terminal door, once however many ask. */
export function runRecipe(recipe: string): Promise<Printed> {
  const running = printed.get(recipe) ?? runLab(['run', `tests/recipes/${recipe}.json`])
  printed.set(recipe, running)
  return running
}

function runLab(args: readonly string[]): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const lab = spawn(process.execPath, ['scripts/lab.mjs', ...args], { cwd: root })
    let [out, told] = ['', '']
    lab.stdout.on('data', (text: Buffer) => (out += text.toString()))
    lab.stderr.on('data', (text: Buffer) => (told += text.toString()))
    lab.on('error', reject)
    lab.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(out.trim().split('\n').at(-1)!) as Printed)
      else reject(new Error(`lab ${args.join(' ')} ended with ${code}: ${told}`))
    })
  })
}

export function holds(figure: number, bound: Bound): boolean {
  return 'atLeast' in bound ? figure >= bound.atLeast : figure <= bound.atMost
}

export function written(bound: Bound | undefined): string {
  if (bound === undefined) return ''
  return 'atLeast' in bound ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`
}

/** Figures, gates, stretches and what stands beside them, in columns. */
export function tableOf(rows: readonly { gate: Gate; figure: number }[]): string {
  const cells = [
    ['what', 'figure', 'gate', 'stretch', 'beside'],
    ...rows.map(({ gate, figure }) => [
      gate.what,
      figure.toPrecision(5),
      written(gate.gate),
      written(gate.stretch),
      gate.beside ?? '',
    ]),
  ]
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)))
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const klOf = ({ test }: Printed): number => test.terms['kl']!

/** How far the worst neighbours of an ordered row are apart: above 0 where every one is larger than the one before. */
const leastRise = (figures: readonly number[]): number =>
  Math.min(...figures.slice(1).map((figure, i) => figure - figures[i]!))

const betas = ['beta-0.25', 'beta-1', 'beta-4', 'beta-16']

const denoisingGates = (
  [
    ['Gaussian σ=0.5, clipped', 'denoising-gaussian', 7],
    ['masking 0.5', 'denoising-masking', 5],
    ['salt-and-pepper 0.3', 'denoising-salt-and-pepper', 8],
  ] as const
).flatMap(([noise, recipe, gain]): Gate[] => [
  {
    what: `denoising, ${noise}: gain, dB`,
    recipes: [recipe],
    figure: ({ metrics }) => metrics['psnrGainDb']!,
    gate: { atLeast: gain },
  },
  {
    what: `denoising, ${noise}: gain over the linear denoiser, dB`,
    recipes: [recipe],
    figure: ({ metrics }) => metrics['psnrGainDb']! - metrics['linearPsnrGainDb']!,
    gate: { atLeast: 0.4 },
    beside: 'the linear denoiser alone gains 8.2, 5.1 and 9.0 dB',
  },
])

export const gates: readonly Gate[] = [
  {
    what: 'VAE 784-400-20: −ELBO, nats per image',
    recipes: ['vae-784-400-20'],
    figure: ({ test }) => test.total,
    gate: { atMost: 112 },
    beside: 'PyTorch’s example 105.6 at 4,690 steps',
  },
  {
    what: 'VAE 784-400-20: KL, nats per image, at least',
    recipes: ['vae-784-400-20'],
    figure: klOf,
    gate: { atLeast: 20 },
  },
  {
    what: 'VAE 784-400-20: KL, nats per image, at most',
    recipes: ['vae-784-400-20'],
    figure: klOf,
    gate: { atMost: 30 },
  },
  {
    what: 'VAE 784-400-20: test minus training −ELBO, nats',
    recipes: ['vae-784-400-20'],
    figure: ({ test, train }) => test.total - train.total,
    gate: { atMost: 2 },
  },
  {
    what: 'VAE 784-400-2: −ELBO, nats per image',
    recipes: ['vae-784-400-2'],
    figure: ({ test }) => test.total,
    gate: { atMost: 160 },
  },
  {
    what: 'VAE 784-256-64-2: −ELBO, nats per image',
    recipes: ['vae-784-256-64-2'],
    figure: ({ test }) => test.total,
    gate: { atMost: 155 },
  },
  {
    what: 'β 0.25, 1, 4, 16: least fall of the KL between neighbours, nats',
    recipes: betas,
    figure: (...runs) => leastRise(runs.map((run) => -klOf(run))),
    gate: { atLeast: 0 },
  },
  {
    what: 'β 0.25, 1, 4, 16: least rise of the reconstruction between neighbours, nats',
    recipes: betas,
    figure: (...runs) => leastRise(runs.map(({ test }) => test.reconstruction)),
    gate: { atLeast: 0 },
  },
  {
    what: 'β = 16: reconstruction, nats per image',
    recipes: ['beta-16'],
    figure: ({ test }) => test.reconstruction,
    gate: { atLeast: 185 },
    beside: 'the mean image 205.8',
  },
  {
    what: 'gradient blocked at the sample: KL after 500 steps, nats',
    recipes: ['blocked'],
    figure: klOf,
    gate: { atMost: 0.1 },
    quick: true,
  },
  {
    what: 'gradient blocked at the sample: distance of the reconstruction from the mean image’s 205.8, nats',
    recipes: ['blocked'],
    figure: ({ test }) => Math.abs(test.reconstruction - 205.8),
    gate: { atMost: 3 },
    quick: true,
  },
  {
    what: 'conditional VAE 794-400-2 beside the VAE: gain in −ELBO, nats',
    recipes: ['unconditional', 'conditional'],
    figure: (plain, conditional) => plain.test.total - conditional.test.total,
    gate: { atLeast: 20 },
  },
  {
    what: 'sparse, KL: distance of the mean activation from ρ = 0.05',
    recipes: ['sparse-kl'],
    figure: ({ metrics }) => Math.abs(metrics['meanActivation']! - 0.05),
    gate: { atMost: 0.03 },
    quick: true,
  },
  {
    what: 'sparse, L1: active units per image at λ=0 over those at λ=1',
    recipes: ['sparse-l1-0', 'sparse-l1-1'],
    figure: (without, sparse) => without.metrics['meanActive']! / sparse.metrics['meanActive']!,
    gate: { atLeast: 5 },
  },
  {
    what: 'sparse, L1, λ=1: squared error per pixel',
    recipes: ['sparse-l1-1'],
    figure: ({ test }) => test.msePerPixel,
    gate: { atMost: 0.02 },
  },
  ...denoisingGates,
  {
    what: 'masked 4×4, 75 %: squared error per masked pixel',
    recipes: ['masked'],
    figure: ({ metrics }) => metrics['maskedMse']!,
    gate: { atMost: 0.05 },
    beside: 'the mean image 0.0676',
  },
  {
    what: 'contractive, tied: mean ‖J‖² at λ=0 over that at λ=1',
    recipes: ['contractive-0', 'contractive-1'],
    figure: (free, held) => free.metrics['jacobianNorm2']! / held.metrics['jacobianNorm2']!,
    gate: { atLeast: 2 },
  },
]
