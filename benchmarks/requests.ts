// What an engine's thread can be asked, and what it answers.

import type { EngineName } from './cases.ts'
import type { ModelName } from './models.ts'
import type { Traffic } from './traffic.ts'

/** The argument and the answer of each request. */
export interface Requests {
  /** Starts the engine, makes the network and takes the first step; answers how long the latter two took, in ms. */
  open: { ask: { engine: EngineName; backend: string; model: ModelName }; answer: number }
  /** Takes steps; answers how long they took together, in ms. */
  take: { ask: { steps: number }; answer: number }
  /** Steps taken so far, and the loss last read. */
  loss: { ask: object; answer: { step: number; loss: number } }
  /** Takes ten steps on WebGL, one of which reads its loss; answers what each asked for on average. Spoils the network. */
  traffic: { ask: object; answer: Traffic }
  /** Takes so many times ten steps without drawing; answers the ms of JavaScript that each took. Spoils the network. */
  script: { ask: { tens: number }; answer: number }
  /** GFLOP/s of the fastest matrix product; null where the engine cannot be asked for one alone. */
  product: { ask: object; answer: number | null }
}

export type RequestName = keyof Requests

/** A request as it travels; a thread is asked one thing at a time. */
export interface Message {
  readonly name: RequestName
  readonly ask: unknown
}

/** Its answer, or the sentence that says why there is none. */
export type Reply = { readonly answer: unknown } | { readonly failure: string }
