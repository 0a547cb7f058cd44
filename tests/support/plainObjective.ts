// The objective of any recipe in plain double-precision loops, written from the recipe's meaning alone: it shares no code
// with src. A layer is a list of connections (to, from, weight), of which both its output and its Jacobian are read.

import { plainActivations, plainLoss, type Weights } from './plainModel.ts'

type Shape = readonly [height: number, width: number, channels: number]
type Row = readonly number[]
type Rows = readonly Row[]
type Activation = keyof typeof plainActivations

type WindowSpec = {
  readonly filters: number
  readonly size: number
  readonly stride: number
  readonly padding: 'same' | 'valid'
}
type PlainSpec =
  | { readonly kind: 'dense'; readonly units: number; readonly shape?: Shape }
  | (WindowSpec & { readonly kind: 'conv' })
  | (WindowSpec & { readonly kind: 'convTranspose'; readonly to?: readonly [number, number] })
  | { readonly kind: 'pool'; readonly method: 'max' | 'average'; readonly size: number }
  | { readonly kind: 'upsample'; readonly factor: number }

/** What of a recipe decides its objective, as the JSON has it. */
export interface PlainJson {
  readonly encode: { readonly layers: readonly PlainSpec[]; readonly activation: Activation }
  readonly code: {
    readonly size: number
    readonly kind: 'point' | 'gaussian'
    readonly activation: Activation
    readonly condition: 'none' | 'label'
    readonly gradient: 'pathwise' | 'blocked'
  }
  readonly decode: {
    readonly layers: 'mirror' | readonly PlainSpec[]
    readonly tied: boolean
    readonly output: 'bernoulli' | 'gaussian'
    readonly variance: number | 'learned'
  }
  readonly objective: {
    readonly reconstruction: { readonly over: 'all' | 'masked'; readonly reduce: 'sum' | 'mean' }
    readonly kl: { readonly weight: number; readonly warmup: number; readonly freeBits: number }
    readonly l1: { readonly weight: number }
    readonly klSparsity: {
      readonly weight: number
      readonly target: number
      readonly average: 'batch' | 'running'
    }
    readonly contraction: { readonly weight: number; readonly method: 'exact' | 'hutchinson' }
    readonly l1Weights: { readonly weight: number }
    readonly l2Weights: { readonly weight: number }
  }
}

/** Images as a step presents them, one row each, and everything that chance gave. */
export interface PlainPresentation {
  readonly x: Rows
  readonly input: Rows
  /** 1 at hidden pixels */
  readonly mask: Rows | null
  /** one-hot */
  readonly labels: Rows | null
  /** L · images rows of ε, all images once after the other; null: the mean is decoded */
  readonly noise: Rows | null
  /** for each hidden layer of the encoder, a row of factors for each image */
  readonly kept: readonly Rows[] | null
  /** a row of ±1 for each image, where the contraction is estimated along it */
  readonly signs: Rows | null
  /** completed steps */
  readonly step: number
  /** Σ 0.9^(t−s) · 0.1 · mean_s of the code's units over the batches s ≤ t before this one */
  readonly memory: Row | null
}

/** What counts as a constant when the objective is differentiated. */
export interface Held {
  readonly samples: Rows
  readonly runningLessBatch: Row
}

export interface PlainValue {
  readonly trained: number
  readonly reconstruction: number
  readonly terms: Readonly<Record<string, number>>
  /** as they are at these weights */
  readonly held: Held
}

interface PlainLayer {
  readonly name: string
  readonly spec: PlainSpec
  readonly input: Shape
  readonly output: Shape
  readonly activation: Activation
  readonly takesLabels: boolean
  /** whose kernel it uses, the other way round where it is another's */
  readonly kernelOf: string
}

const imageShape: Shape = [28, 28, 1]
const volume = ([height, width, channels]: Shape): number => height * width * channels
const sumOf = (values: Iterable<number>): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
const meanOf = (values: Row): number => sumOf(values) / values.length
const column = (rows: Rows, j: number): number[] => rows.map((row) => row[j]!)

/** Objective, reconstruction and unweighted terms. With `held` it is the function whose derivative is the gradient. */
export function plainValue(
  recipe: PlainJson,
  weights: Weights,
  presented: PlainPresentation,
  held?: Held,
): PlainValue {
  const { code, objective } = recipe
  const { x, mask, labels, noise } = presented
  const codes = x.map((_, i) => plainCode(recipe, weights, presented, i))
  const means = codes.map(({ mean }) => mean)
  const reparameterised = noise
    ? noise.map((row, r) => {
        const { mean, logVariance } = codes[r % x.length]!
        return row.map((epsilon, j) => mean[j]! + Math.exp(logVariance![j]! / 2) * epsilon)
      })
    : means
  const samples = held && code.gradient === 'blocked' ? held.samples : reparameterised
  const losses = samples.map((z, r) => {
    const i = r % x.length
    const output = plainOutput(recipe, weights, z, labels?.[i] ?? null)
    const counted = objective.reconstruction.over === 'masked' ? mask![i]! : null
    return sumOf(output.map((a, p) => (counted?.[p] ?? 1) * pixelLoss(recipe, weights, a, x[i]![p]!)))
  })
  const reconstruction = meanOf(losses)
  const runningLessBatch = shiftOf(presented, means)
  const perDimension = code.kind === 'gaussian' ? klPerDimension(codes) : []
  const { kl, klSparsity } = objective
  const applied: Record<string, { weight: number; value: () => number; minimised?: () => number }> = {
    l1: { weight: objective.l1.weight, value: () => meanOf(means.map((h) => sumOf(h.map(Math.abs)))) },
    klSparsity: {
      weight: klSparsity.weight,
      value: () => {
        const shift = klSparsity.average === 'running' ? (held?.runningLessBatch ?? runningLessBatch) : []
        return sumOf(
          means[0]!.map((_, j) =>
            plainKlOfCoins(klSparsity.target, meanOf(column(means, j)) + (shift[j] ?? 0)),
          ),
        )
      },
    },
    contraction: {
      weight: objective.contraction.weight,
      value: () => meanOf(x.map((_, i) => contractionOf(recipe, weights, presented, i))),
    },
    kl: {
      weight: kl.weight * (kl.warmup === 0 ? 1 : Math.min(1, presented.step / kl.warmup)),
      value: () => sumOf(perDimension),
      minimised: () => sumOf(perDimension.map((nats) => Math.max(nats, kl.freeBits))),
    },
    l1Weights: { weight: objective.l1Weights.weight, value: () => sumOf(kernelsOf(weights).map(Math.abs)) },
    l2Weights: {
      weight: objective.l2Weights.weight,
      value: () => sumOf(kernelsOf(weights).map((w) => w * w)) / 2,
    },
  }
  const terms: Record<string, number> = {}
  let trained = reconstruction / (objective.reconstruction.reduce === 'mean' ? 784 : 1)
  for (const [id, { weight, value, minimised }] of Object.entries(applied)) {
    const isOn = objective[id as 'kl'].weight > 0
    if (!isOn && !(id === 'kl' && code.kind === 'gaussian')) continue
    terms[id] = value()
    if (isOn) trained += weight * (minimised ?? value)()
  }
  return { trained, reconstruction, terms, held: { samples, runningLessBatch } }
}

/** KL between a coin of ρ and one of ρ̂, in nats. */
export function plainKlOfCoins(rho: number, rhoHat: number): number {
  return rho * Math.log(rho / rhoHat) + (1 - rho) * Math.log((1 - rho) / (1 - rhoHat))
}

/** Mean and log-variance of one image's code; a point has its code as the mean. */
export function plainCode(
  recipe: PlainJson,
  weights: Weights,
  { input, labels, kept }: Pick<PlainPresentation, 'input' | 'labels' | 'kept'>,
  image: number,
): { mean: number[]; logVariance: number[] | null } {
  const { encoder, logVariance } = plainLayers(recipe)
  const label = labels?.[image] ?? null
  const trace = traceOf(encoder, weights, input[image]!, label, kept?.map((rows) => rows[image]!) ?? [])
  const last = trace.at(-1)!
  return {
    mean: last.output,
    logVariance: logVariance && traceOf([logVariance], weights, last.before, label, [])[0]!.output,
  }
}

/** Logits or means that a code is decoded to. */
export function plainOutput(recipe: PlainJson, weights: Weights, z: Row, label: Row | null): number[] {
  return traceOf(plainLayers(recipe).decoder, weights, z, label, []).at(-1)!.output
}

function pixelLoss({ code, decode }: PlainJson, weights: Weights, a: number, x: number): number {
  if (decode.output === 'bernoulli' || code.kind === 'point') return plainLoss(decode.output, a, x)
  const variance =
    decode.variance === 'learned' ? Math.exp(weights.get('output/logVariance')![0]!) : decode.variance
  return (x - a) ** 2 / (2 * variance) + Math.log(2 * Math.PI * variance) / 2
}

/** ½ (μ² + σ² − 1 − log σ²), mean over the images, for every dimension. */
function klPerDimension(codes: readonly { mean: Row; logVariance: Row | null }[]): number[] {
  return codes[0]!.mean.map((_, j) =>
    meanOf(
      codes.map(({ mean, logVariance }) => {
        const log = logVariance![j]!
        return (mean[j]! ** 2 + Math.exp(log) - 1 - log) / 2
      }),
    ),
  )
}

/** ρ̂ over the last batches, those at the beginning in full measure, less ρ̂ of this batch. */
function shiftOf({ memory, step }: PlainPresentation, means: Rows): Row {
  if (memory === null) return []
  const weightOfAll = sumOf(Array.from({ length: step + 1 }, (_, age) => 0.1 * 0.9 ** age))
  return memory.map((before, j) => {
    const batch = meanOf(column(means, j))
    return (0.9 * before + 0.1 * batch) / weightOfAll - batch
  })
}

/** ‖J‖² of the code by the image, by the chain rule; or ‖Jᵀ v‖² for the image's signs v. */
function contractionOf(
  recipe: PlainJson,
  weights: Weights,
  { input, labels, kept, signs }: PlainPresentation,
  image: number,
): number {
  const { encoder } = plainLayers(recipe)
  const factors = kept?.map((rows) => rows[image]!) ?? []
  const trace = traceOf(encoder, weights, input[image]!, labels?.[image] ?? null, factors)
  const { size } = recipe.code
  const directions =
    recipe.objective.contraction.method === 'hutchinson'
      ? [signs![image]!]
      : Array.from({ length: size }, (_, j) => Array.from({ length: size }, (__, k) => Number(j === k)))
  return sumOf(directions.map((v) => sumOf(pulledBack(trace, weights, v).map((g) => g * g))))
}

interface Traced {
  readonly layer: PlainLayer
  /** what came in, without labels */
  readonly before: number[]
  readonly sums: number[]
  readonly factors: Row | null
  readonly output: number[]
}

function traceOf(
  layers: readonly PlainLayer[],
  weights: Weights,
  x: Row,
  label: Row | null,
  factors: Rows,
): Traced[] {
  let here = [...x]
  return layers.map((layer, i) => {
    const before = here
    const whole = layer.takesLabels && label ? [...here, ...label] : here
    const bias = weights.get(`${layer.name}/bias`)
    const sums = Array.from({ length: volume(layer.output) }, (_, o) => (bias ? bias[o % bias.length]! : 0))
    connect(layer, weights, whole, (to, from, w) => (sums[to]! += w * whole[from]!))
    const own = i < layers.length - 1 ? (factors[i] ?? null) : null
    here = sums.map((sum, o) => plainActivations[layer.activation](sum) * (own?.[o] ?? 1))
    return { layer, before, sums, factors: own, output: here }
  })
}

const slopes: Record<Activation, (x: number) => number> = {
  linear: () => 1,
  relu: (x) => Number(x > 0),
  sigmoid: (x) => plainActivations.sigmoid(x) * (1 - plainActivations.sigmoid(x)),
  tanh: (x) => 1 - Math.tanh(x) ** 2,
  softplus: (x: number) => 1 / (1 + Math.exp(-x)),
  elu: (x: number) => (x > 0 ? 1 : Math.exp(x)),
}

/** Jᵀ v from the end of the trace to what came in at its beginning. */
function pulledBack(trace: readonly Traced[], weights: Weights, v: Row): number[] {
  return trace.reduceRight<number[]>(
    (behind, { layer, before, sums, factors }) => {
      const slope = sums.map((sum, o) => slopes[layer.activation](sum) * (factors?.[o] ?? 1) * behind[o]!)
      const front = before.map(() => 0)
      connect(layer, weights, before, (to, from, w) => {
        if (from < front.length) front[from]! += w * slope[to]!
      })
      return front
    },
    [...v],
  )
}

/** Visits every connection of a layer. `x` tells which pixel of a window is the largest. */
function connect(
  { name, spec, input, output, kernelOf, takesLabels }: PlainLayer,
  weights: Weights,
  x: Row,
  visit: (to: number, from: number, weight: number) => void,
): void {
  const kernel = weights.get(`${kernelOf}/kernel`)
  const [height, width, channels] = input
  const [rows, columns, filters] = output
  const entry = (across: number, down: number, i: number, o: number): number =>
    kernelOf === name ? kernel![i * across + o]! : kernel![o * down + i]!
  if (spec.kind === 'dense') {
    const inputs = volume(input) + (takesLabels ? 10 : 0)
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < spec.units; o++) visit(o, i, entry(spec.units, inputs, i, o))
    }
  } else if (spec.kind === 'conv') {
    const window = spec.size ** 2 * channels
    eachWindowed(spec, [height, width], [rows, columns], (pixel, place, within) => {
      for (let c = 0; c < channels; c++) {
        for (let f = 0; f < filters; f++) {
          visit(place * filters + f, pixel * channels + c, entry(filters, window, within * channels + c, f))
        }
      }
    })
  } else if (spec.kind === 'convTranspose') {
    const painted = spec.size ** 2 * filters
    eachWindowed(spec, [rows, columns], [height, width], (pixel, place, within) => {
      for (let c = 0; c < channels; c++) {
        for (let f = 0; f < filters; f++) {
          visit(pixel * filters + f, place * channels + c, entry(painted, channels, c, within * filters + f))
        }
      }
    })
  } else if (spec.kind === 'upsample') {
    eachCell([rows, columns], spec.factor, (pixel, cell) => {
      for (let c = 0; c < channels; c++) visit(pixel * channels + c, cell * channels + c, 1)
    })
  } else {
    const largest = new Map<number, number>()
    eachCell([height, width], spec.size, (pixel, cell) => {
      for (let c = 0; c < channels; c++) {
        const [to, from] = [cell * channels + c, pixel * channels + c]
        if (spec.method === 'average') visit(to, from, 1 / spec.size ** 2)
        else if (!largest.has(to) || x[from]! > x[largest.get(to)!]!) largest.set(to, from)
      }
    })
    for (const [to, from] of largest) visit(to, from, 1)
  }
}

/** Every pixel of every window: of an odd number of padded zeros the larger part comes after the image. */
function eachWindowed(
  { size, stride, padding }: WindowSpec,
  [height, width]: readonly [number, number],
  [rows, columns]: readonly [number, number],
  visit: (pixel: number, place: number, within: number) => void,
): void {
  const zerosBefore = (side: number, places: number) =>
    padding === 'valid' ? 0 : Math.floor(Math.max(0, (places - 1) * stride + size - side) / 2)
  const [top, left] = [zerosBefore(height, rows), zerosBefore(width, columns)]
  for (let place = 0; place < rows * columns; place++) {
    for (let within = 0; within < size * size; within++) {
      const y = Math.floor(place / columns) * stride + Math.floor(within / size) - top
      const x = (place % columns) * stride + (within % size) - left
      if (y >= 0 && y < height && x >= 0 && x < width) visit(y * width + x, place, within)
    }
  }
}

/** Every pixel with the cell of `side` × `side` pixels in which it lies. */
function eachCell(
  [height, width]: readonly [number, number],
  side: number,
  visit: (pixel: number, cell: number) => void,
): void {
  for (let pixel = 0; pixel < height * width; pixel++) {
    const [y, x] = [Math.floor(pixel / width), pixel % width]
    visit(pixel, Math.floor(y / side) * (width / side) + Math.floor(x / side))
  }
}

interface PlainNets {
  readonly encoder: readonly PlainLayer[]
  readonly logVariance: PlainLayer | null
  readonly decoder: readonly PlainLayer[]
}

function plainLayers({ encode, code, decode }: PlainJson): PlainNets {
  const heads: readonly PlainSpec[] = [...encode.layers, { kind: 'dense', units: code.size }]
  const encoder = placed(heads, imageShape, code.condition === 'label', (i) =>
    i < encode.layers.length ? [`encode/${i}`, encode.activation] : ['code', code.activation],
  )
  const logVariance: PlainLayer | null =
    code.kind === 'gaussian'
      ? { ...encoder.at(-1)!, name: 'logVariance', kernelOf: 'logVariance', activation: 'linear' }
      : null
  const back = decode.layers === 'mirror' ? encoder.map(mirrored).toReversed() : decode.layers
  const shape = back.reduce<Shape>((here, spec) => shapeAfter(spec, here), [1, 1, code.size])
  const isImage = shape.join() === imageShape.join() && back.length > 0
  const specs: readonly PlainSpec[] = isImage ? back : [...back, { kind: 'dense', units: 784 }]
  const decoder = placed(specs, [1, 1, code.size], code.condition === 'label', (i) =>
    i < specs.length - 1 ? [`decode/${i}`, encode.activation] : ['output', 'linear'],
  )
  if (!decode.tied) return { encoder, logVariance, decoder }
  const partners = encoder.toReversed()
  return {
    encoder,
    logVariance,
    decoder: decoder.map((layer, i) => ({ ...layer, kernelOf: partners[i]!.name })),
  }
}

function placed(
  specs: readonly PlainSpec[],
  input: Shape,
  labelled: boolean,
  nameOf: (i: number) => readonly [string, Activation],
): PlainLayer[] {
  const firstDense = specs.findIndex(({ kind }) => kind === 'dense')
  let here = input
  return specs.map((spec, i) => {
    const [name, activation] = nameOf(i)
    const before = here
    here = shapeAfter(spec, before)
    return {
      name,
      spec,
      input: before,
      output: here,
      activation: spec.kind === 'pool' || spec.kind === 'upsample' ? 'linear' : activation,
      takesLabels: labelled && i === firstDense,
      kernelOf: name,
    }
  })
}

function shapeAfter(spec: PlainSpec, [height, width, channels]: Shape): Shape {
  switch (spec.kind) {
    case 'dense':
      return spec.shape ?? [1, 1, spec.units]
    case 'conv': {
      const places = (side: number) =>
        spec.padding === 'same'
          ? Math.ceil(side / spec.stride)
          : Math.floor((side - spec.size) / spec.stride) + 1
      return [places(height), places(width), spec.filters]
    }
    case 'convTranspose': {
      const grown = (side: number) =>
        spec.padding === 'same' ? side * spec.stride : (side - 1) * spec.stride + spec.size
      return [spec.to?.[0] ?? grown(height), spec.to?.[1] ?? grown(width), spec.filters]
    }
    case 'pool':
      return [height / spec.size, width / spec.size, channels]
    default:
      return [height * spec.factor, width * spec.factor, channels]
  }
}

/** The layer that leads back: what came in is what goes out. */
function mirrored({ spec, input }: PlainLayer): PlainSpec {
  switch (spec.kind) {
    case 'dense':
      return { kind: 'dense', units: volume(input), shape: input }
    case 'conv':
      return { ...spec, kind: 'convTranspose', filters: input[2], to: [input[0], input[1]] }
    case 'convTranspose':
      return { ...spec, kind: 'conv', filters: input[2] }
    case 'pool':
      return { kind: 'upsample', factor: spec.size }
    default:
      return { kind: 'pool', method: 'average', size: spec.factor }
  }
}

function kernelsOf(weights: Weights): number[] {
  return [...weights].filter(([name]) => name.endsWith('/kernel')).flatMap(([, values]) => Array.from(values))
}
