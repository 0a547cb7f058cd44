// Everything that is measured: which engine, on which backend, where, training which network.

import { modelNames, type ModelName } from './models.ts'

export const hosts = ['browser', 'node'] as const
export type Host = (typeof hosts)[number]

export type EngineName = 'ours' | 'stock' | 'layers' | 'jax' | 'convnet'

export interface Case {
  readonly host: Host
  readonly engine: EngineName
  /** webgl, wasm, cpu; js where there is no choice */
  readonly backend: string
  readonly model: ModelName
}

/** Each engine's name in the tables, and the backends it is measured on in each host. */
export const engines: Record<
  EngineName,
  { readonly label: string; readonly backends: Record<Host, string[]> }
> = {
  ours: { label: 'Bottleneck', backends: { browser: ['webgl', 'wasm', 'cpu'], node: ['wasm', 'cpu'] } },
  stock: { label: 'tfjs', backends: { browser: ['webgl', 'wasm', 'cpu'], node: ['wasm', 'cpu'] } },
  layers: {
    label: 'tfjs, model.fit',
    backends: { browser: ['webgl', 'wasm', 'cpu'], node: ['wasm', 'cpu'] },
  },
  jax: { label: 'jax-js', backends: { browser: ['wasm'], node: ['wasm'] } },
  convnet: { label: 'ConvNetJS', backends: { browser: ['js'], node: ['js'] } },
}

export const backendLabels: Record<string, string> = {
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'CPU',
  js: 'JavaScript',
}

/** Every case of a network; model.fit with M1 only. A quick run leaves out what is slow and in no gate. */
export function casesOf(model: ModelName, quick: boolean): Case[] {
  return hosts
    .flatMap((host) =>
      (Object.keys(engines) as EngineName[])
        .filter((engine) => engine !== 'layers' || model === modelNames[0])
        .flatMap((engine) =>
          engines[engine].backends[host].map((backend) => ({ host, engine, backend, model })),
        ),
    )
    .filter((one) => !quick || !isLeftOut(one))
}

/** Node's plain JavaScript, model.fit, and jax-js where it takes seconds for a step. */
function isLeftOut({ host, engine, backend, model }: Case): boolean {
  return (
    (host === 'node' && backend !== 'wasm') || engine === 'layers' || (engine === 'jax' && model === 'M3')
  )
}

export const isWebgl = ({ backend }: Case): boolean => backend === 'webgl'

export function nameOf({ host, engine, backend, model }: Case): string {
  return `${model} ${engines[engine].label}, ${backendLabels[backend]}, ${host === 'node' ? 'Node' : 'browser'}`
}
