// The architecture that a recipe describes: layers in their places, what flows between them and the shapes of their parameters.

import type { ActivationName } from '../../tensors/activationNames.ts'
import type { LayerSpec, ParameterSpec } from './encode/layer.ts'
import { layerOf } from './encode/layers.ts'
import type { AutoencoderRecipe } from './recipe.ts'
import { classes, flat, image, sizeOf, type Shape } from './shapes.ts'

/** What of a recipe makes its architecture; layers may still be impossible. */
export type Plan = Pick<AutoencoderRecipe, 'encode' | 'code' | 'decode'>

/** One layer in its place. */
export interface Place {
  readonly name: string
  /** dotted path of the layer in the recipe, for whoever must say that it is impossible */
  readonly path: readonly (string | number)[]
  readonly spec: LayerSpec
  readonly input: Shape
  readonly output: Shape
  readonly activation: ActivationName
  /** one-hot labels that come in beside the input: 0, or the number of classes */
  readonly labels: number
  /** step of the stream `weights` from which this layer's first values are drawn, the same whatever stands around it */
  readonly draw: number
  /** name of the encoder's layer whose kernel, transposed, is this one's */
  readonly tiedTo?: string
}

/** The layers of both halves. A Gaussian code has a second head beside `code`, which gives log σ². */
export interface Places {
  readonly encoder: readonly Place[]
  readonly logVariance: Place | null
  readonly decoder: readonly Place[]
}

/** A layer that cannot stand where the recipe puts it. */
export class ImpossibleLayer extends Error {
  readonly path: readonly (string | number)[]
  constructor(path: readonly (string | number)[], reason: string) {
    super(reason)
    this.name = 'ImpossibleLayer'
    this.path = path
  }
}

/** widths of all layers from image to image, code included: [784, 256, 64, 2, 64, 256, 784] */
export function widthsOf(recipe: Plan): number[] {
  const { encoder, decoder } = placesOf(recipe)
  return [sizeOf(image), ...[...encoder, ...decoder].map(({ output }) => sizeOf(output))]
}

/** numbers that the widest layer holds for one image */
export function roomOf(recipe: Plan): number {
  const { encoder, decoder } = placesOf(recipe)
  return Math.max(
    ...[...encoder, ...decoder].map(({ spec, input, output }) =>
      Math.max(sizeOf(output), layerOf(spec).room?.(spec, input) ?? 0),
    ),
  )
}

/** Name and shape of every parameter. */
export function parametersOf(recipe: Plan): ParameterSpec[] {
  const { encoder, logVariance, decoder } = placesOf(recipe)
  const layers = [...encoder, ...(logVariance ? [logVariance] : []), ...decoder].flatMap(ownParameters)
  return recipe.decode.variance === 'learned' ? [...layers, outputLogVariance] : layers
}

/** log σ² of a Gaussian decoder that learns it, one for all pixels; it starts at σ² = 1. */
export const outputLogVariance: ParameterSpec = { name: 'output/logVariance', shape: [] }

/** Is it a parameter that is multiplied? */
export function isKernel(name: string): boolean {
  return name.endsWith('/kernel')
}

/** Names of the kernels, which weight penalties count, in one order whatever they come from: sums are alike to the bit. */
export function kernelsOf(parameters: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(parameters)
    .filter(isKernel)
    .toSorted((a, b) => (a < b ? -1 : 1))
}

/** @throws ImpossibleLayer; the recipes that a schema lets through have none */
export function placesOf({ encode, code, decode }: Plan): Places {
  const head: LayerSpec = { kind: 'dense', units: code.size }
  const labels = code.condition === 'label' ? classes : 0
  const encoder = placed(
    encode.layers.map((spec, i) => ({ spec, name: `encode/${i}`, path: ['encode', 'layers', i], draw: i })),
    { spec: head, name: 'code', path: ['code', 'size'], draw: 90 },
    { input: image, labels, inner: encode.activation, outer: code.activation },
  )
  const logVariance: Place | null =
    code.kind === 'gaussian'
      ? { ...encoder.at(-1)!, name: 'logVariance', activation: 'linear', draw: 91 }
      : null
  const back = decode.layers === 'mirror' ? mirrored(encoder) : decode.layers
  const steps = back.map((spec, i) => ({
    spec,
    name: `decode/${i}`,
    path: decode.layers === 'mirror' ? ['encode', 'layers'] : ['decode', 'layers', i],
    draw: 100 + i,
  }))
  const last = lastOf(steps, flat(code.size))
  const decoder = placed(last.before, last.step, {
    input: flat(code.size),
    labels,
    inner: encode.activation,
    outer: 'linear',
  })
  if (!decode.tied) return { encoder, logVariance, decoder }
  const partners = encoder.toReversed()
  return {
    encoder,
    logVariance,
    decoder: decoder.map((place, i) => ({
      ...place,
      ...(layerOf(place.spec).learns && { tiedTo: partners[i]!.name }),
    })),
  }
}

interface Step {
  readonly spec: LayerSpec
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly draw: number
}

const mirrored = (encoder: readonly Place[]): LayerSpec[] =>
  encoder.map(({ spec, input }) => layerOf(spec).mirror(spec, input)).toReversed()

/** The layer that gives the image: the last one where it does, else a dense one after it. */
function lastOf(steps: readonly Step[], input: Shape): { before: readonly Step[]; step: Step } {
  const output = steps.reduce((shape, { spec }) => layerOf(spec).shape(spec, shape), input)
  const end = steps.at(-1)
  const named = { name: 'output', draw: 190 }
  if (end && output.every((length, i) => length === image[i])) {
    return { before: steps.slice(0, -1), step: { ...end, ...named } }
  }
  const spec: LayerSpec = { kind: 'dense', units: sizeOf(image) }
  return { before: steps, step: { spec, path: ['decode', 'layers'], ...named } }
}

/** Layers in a row, the last one activated apart; labels come in at the first dense one. */
function placed(
  before: readonly Step[],
  last: Step,
  {
    input,
    labels,
    inner,
    outer,
  }: { input: Shape; labels: number; inner: ActivationName; outer: ActivationName },
): Place[] {
  let here = input
  let waiting = labels
  return [...before, last].map((step) => {
    const { spec } = step
    const layer = layerOf(spec)
    const refusal = layer.refusal(spec, here)
    if (refusal !== null) throw new ImpossibleLayer(step.path, refusal)
    const place: Place = {
      ...step,
      input: here,
      output: layer.shape(spec, here),
      activation: step === last ? outer : layer.learns ? inner : 'linear',
      labels: spec.kind === 'dense' ? waiting : 0,
    }
    if (spec.kind === 'dense') waiting = 0
    here = place.output
    return place
  })
}

/** The parameters of one layer; a tied one has no kernel of its own. */
export function ownParameters({ name, spec, input, labels, tiedTo }: Place): ParameterSpec[] {
  return layerOf(spec)
    .build(spec, input, labels)
    .filter((parameter) => tiedTo === undefined || parameter.name !== 'kernel')
    .map((parameter) => ({ ...parameter, name: `${name}/${parameter.name}` }))
}
