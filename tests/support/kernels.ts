// Which of our kernels compute on which backend; where one is missing stock ops would take its place, unnoticed.

import type { BackendName } from '../../src/tensors/backendNames.ts'
import { isThere, type Kernel } from '../../src/tensors/kernels/kernel.ts'

type AnyKernel = Kernel<never, never>

const files = import.meta.glob<Record<string, unknown>>('../../src/tensors/kernels/*.ts', { eager: true })

/** Every kernel that the files export, by the name under which they do. */
export const kernels: ReadonlyMap<string, AnyKernel> = new Map(
  Object.values(files)
    .flatMap((file) => Object.entries(file))
    .filter(([name]) => name.endsWith('Kernel') && !name.startsWith('registered'))
    .map(([name, kernel]) => [name, kernel as AnyKernel]),
)

const everywhere = ['cpu', 'wasm', 'webgl'] as const

export const backendsOf: Readonly<Record<string, readonly BackendName[]>> = {
  activationGradientKernel: everywhere,
  adamKernel: everywhere,
  biasKernel: everywhere,
  channelSumsKernel: ['webgl'],
  col2imKernel: everywhere,
  columnSumsKernel: everywhere,
  convInputGradientKernel: ['webgl'],
  convKernel: ['webgl'],
  convKernelGradientKernel: ['webgl'],
  convTransposeKernel: ['webgl'],
  crossEntropyGradientKernel: everywhere,
  crossEntropyKernel: everywhere,
  denseKernel: everywhere,
  descentKernel: everywhere,
  divergenceGradientKernel: ['cpu', 'webgl'],
  divergenceKernel: ['cpu', 'webgl'],
  im2colKernel: everywhere,
  momentumKernel: everywhere,
  normalsKernel: everywhere,
  pixelsKernel: everywhere,
  productKernel: everywhere,
  samplesGradientKernel: ['cpu', 'webgl'],
  samplesKernel: ['cpu', 'webgl'],
  uniformsKernel: everywhere,
}

/** The names of those that compute on the backend that runs, in the table's order. */
export function kernelsThere(): string[] {
  return [...kernels]
    .filter(([, kernel]) => isThere(kernel))
    .map(([name]) => name)
    .toSorted()
}

/** Those that the table wants there. */
export function kernelsOf(backend: BackendName): string[] {
  return Object.keys(backendsOf).filter((name) => backendsOf[name]!.includes(backend))
}
