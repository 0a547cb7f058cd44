// The figures as tables: all of them for the terminal, the ratios for the README.

import { backendLabels, engines, hosts, type Case, type EngineName, type Host } from './cases.ts'
import { models, operations, type ModelName } from './models.ts'
import {
  find,
  imagesPerSecond,
  median,
  shareOfLimit,
  type Machine,
  type Measured,
  type Result,
} from './result.ts'

const none = '–'

/** One table for each network and host, with the sentences that say what is in it. */
export function figures({ machine, measured, limit }: Result): string {
  const tables = (Object.keys(models) as ModelName[]).flatMap((model) =>
    hosts.flatMap((host) => {
      const rows = measured.filter((one) => one.model === model && one.host === host)
      if (rows.length === 0) return []
      const million = (operations(model) / 1e6).toFixed(0)
      const title = `${model} ${models[model].label}, ${hostLabel(host, machine)}, ${million} million operations a step`
      return [title, aligned([heads, ...rows.map((one) => row(one, limit))]), ...reasons(rows), '']
    }),
  )
  return [
    `${machineLabel(machine)}; WebGL by ${machine.renderer}.`,
    'One thread each, batch 128; the median of repetitions in turns. First step: the network is made and learns once, in ms.',
    'Operations: two for a multiply-add, three products a layer (forward, kernel, input; the first layer’s input needs none).',
    limit === null
      ? 'No matrix product was measured.'
      : `Share: of ${limit.toFixed(1)} GFLOP/s, the fastest f32 matrix product of any of these engines on this machine.`,
    copiesSentence,
    '',
    ...tables,
  ].join('\n')
}

const heads = [
  'engine',
  'backend',
  'ms/step',
  'images/s',
  'first step',
  'draws',
  'copies',
  'uploads',
  'JavaScript ms',
  'share',
]

function row(one: Measured, limit: number | null): string[] {
  const names = [engines[one.engine].label, backendLabels[one.backend]!]
  if (one.failure !== null) return [...names, ...heads.slice(2).map(() => none)]
  const step = median(one.stepMs)
  return [
    ...names,
    short(step),
    imagesPerSecond(step).toFixed(0),
    short(median(one.firstMs)),
    ...(['draws', 'copies', 'uploads'] as const).map((calls) => one.traffic?.[calls].toFixed(1) ?? none),
    short(median(one.scriptMs)),
    limit === null ? none : `${(100 * shareOfLimit(one.model, step, limit)).toFixed(1)} %`,
  ]
}

function reasons(rows: readonly Measured[]): string[] {
  return rows.flatMap(({ engine, backend, failure }) =>
    failure === null ? [] : [`${engines[engine].label} on ${backendLabels[backend]}: ${failure}`],
  )
}

/** The README's part: how many times as long as our fastest a step takes, and what WebGL is asked for. */
export function readmePart({ machine, measured }: Result): string {
  const names = (Object.keys(models) as ModelName[]).filter((model) =>
    measured.some((one) => one.model === model),
  )
  const parts = hosts.map((host) => [
    `**${host === 'node' ? 'In Node' : 'In the browser'}**, time per step as a multiple of the fastest:`,
    '',
    markdown([
      ['', ...names.map((model) => models[model].label)],
      ...enginesIn(host).map(({ engine, backend }) => [
        `${engines[engine].label}, ${backendLabels[backend]}`,
        ...names.map((model) => multiple(measured, { host, engine, backend, model })),
      ]),
    ]),
    '',
  ])
  return [
    ...parts.flat(),
    '**On WebGL**, Bottleneck beside tfjs (draws, copies and uploads are calls; the others are Bottleneck’s time over tfjs’s):',
    '',
    markdown([
      [
        '',
        'draws per step',
        'copies per step',
        'uploads per step',
        'JavaScript per step',
        'time per step',
        'first step',
      ],
      ...names.map((model) => onWebgl(measured, model)),
    ]),
    '',
    `${machineLabel(machine)}.`,
    rendererSentence(machine),
    copiesSentence,
    'One thread each, batch 128, real MNIST, Adam, Bernoulli cross-entropy on logits; medians of repetitions in turns.',
    'tfjs is TensorFlow.js 4.22 with its own ops and optimiser; on WASM it has no gradient of a convolution’s kernel.',
    'ConvNetJS counts in float64, has squared error and adadelta instead, for the VAE a plain autoencoder, and no transposed',
    'convolution. `npm run bench` measures all of it again.',
  ].join('\n')
}

function enginesIn(host: Host): { engine: EngineName; backend: string }[] {
  return (Object.keys(engines) as EngineName[]).flatMap((engine) =>
    engines[engine].backends[host].map((backend) => ({ engine, backend })),
  )
}

function multiple(measured: readonly Measured[], wanted: Case): string {
  const { host, model } = wanted
  const ours = engines.ours.backends[host].map((backend) =>
    stepOf(find(measured, { host, engine: 'ours', backend, model })),
  )
  const fastest = Math.min(...ours.filter((step) => step !== null))
  const step = stepOf(find(measured, wanted))
  if (step === null) return none
  return step === fastest ? `**1** (${short(step)} ms)` : short(step / fastest)
}

function stepOf(one: Measured | undefined): number | null {
  return one && one.failure === null ? median(one.stepMs) : null
}

function onWebgl(measured: readonly Measured[], model: ModelName): string[] {
  const place = { host: 'browser', backend: 'webgl', model } as const
  const [ours, theirs] = [
    find(measured, { ...place, engine: 'ours' }),
    find(measured, { ...place, engine: 'stock' }),
  ]
  if (!ours?.traffic || !theirs?.traffic) return [models[model].label, none, none, none, none, none, none]
  const over = (figure: 'scriptMs' | 'stepMs' | 'firstMs') =>
    (median(ours[figure]) / median(theirs[figure])).toFixed(2)
  const calls = (kind: 'draws' | 'copies' | 'uploads') =>
    `${short(ours.traffic![kind])} (tfjs: ${short(theirs.traffic![kind])})`
  return [
    models[model].label,
    calls('draws'),
    calls('copies'),
    calls('uploads'),
    over('scriptMs'),
    over('stepMs'),
    over('firstMs'),
  ]
}

const copiesSentence =
  'For a software renderer Bottleneck draws blocks of a tensor together, and copies them; hardware draws one and copies none.'

function rendererSentence({ isSoftware, renderer }: Machine): string {
  return isSoftware
    ? 'WebGL was drawn by a software renderer: no GPU has been measured yet.'
    : `WebGL ran on ${renderer}.`
}

function machineLabel({ processor, cores, browser, node }: Machine): string {
  return `${cores} cores of ${processor}, ${browser}, ${node}`
}

function hostLabel(host: Host, { browser, node }: Machine): string {
  return host === 'node' ? node : browser
}

/** Three digits that count. */
function short(value: number): string {
  if (!Number.isFinite(value)) return none
  return value < 100 ? String(Number(value.toPrecision(3))) : value.toFixed(0)
}

function markdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((cells) => `| ${cells.join(' | ')} |`)
  const columns = rows[0]?.length ?? 0
  return [head, `|---|${'---:|'.repeat(columns - 1)}`, ...body].join('\n')
}

/** Columns of equal width: the first two to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)))
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n')
}
