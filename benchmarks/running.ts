// One engine that is being measured: begun, warmed up, given its turns, and asked for what WebGL does for it.

import type { Page } from 'playwright'
import { isWebgl, nameOf, type Case } from './cases.ts'
import { modelNames } from './models.ts'
import type { Plan } from './plan.ts'
import { browserThread, nodeThread, type Thread } from './threads.ts'
import type { Figures } from './result.ts'

export interface Running {
  readonly one: Case
  readonly thread: Thread
  readonly figures: {
    -readonly [F in keyof Figures]: Figures[F] extends readonly number[] ? number[] : Figures[F]
  }
}

/** What a turn of an engine is: how many steps, and every how many rounds. */
export interface Turns {
  readonly steps: number
  readonly every: number
}

type Progress = (sentence: string) => void

/** Losses are read at every tenth step. */
const tens = 10
/** What takes longer than this, in ms, is taken step by step. */
const slow = 2000

/**
 * The engine in a thread of its own with a network that has taken its first step. `firstMs` are the times of first steps
 * in fresh browsers, where this one would mean nothing.
 */
export async function begin(
  one: Case,
  page: Page,
  firstMs: number[] | undefined,
  { script, data, progress }: { script: string; data: string; progress: Progress },
): Promise<Running> {
  const thread = one.host === 'node' ? nodeThread(script, data) : await browserThread(page)
  const running: Running = {
    one,
    thread,
    figures: {
      failure: null,
      firstMs: firstMs ?? [],
      stepMs: [],
      traffic: null,
      scriptMs: [],
      products: [],
      step: 0,
      loss: NaN,
    },
  }
  await attempt(running, async () => {
    const first = await thread.ask('open', one)
    // on WebGL this browser may know its programs from another engine's
    if (firstMs === undefined) running.figures.firstMs.push(first)
    progress(`${nameOf(one)}: begun, ${first.toFixed(0)} ms`)
  })
  if (running.figures.failure !== null) progress(`${nameOf(one)}: ${running.figures.failure}`)
  return running
}

/** Does something with an engine that has not failed yet; where it fails, the sentence stays and nothing more is asked. */
export async function attempt(running: Running, work: () => Promise<unknown>): Promise<void> {
  if (running.figures.failure !== null) return
  try {
    await work()
  } catch (error) {
    running.figures.failure = sentenceOf(error)
    await running.thread.close().catch(() => undefined)
  }
}

/** Trains for a while, and says how long a turn is to be. */
export async function warmUp({ one, thread }: Running, plan: Plan, progress: Progress): Promise<Turns> {
  let steps = 1
  let ms = await thread.ask('take', { steps })
  for (let spent = ms; spent < plan.warmUp; spent += ms) {
    // twice as many, so that asking costs little
    steps *= 2
    ms = await thread.ask('take', { steps })
  }
  const each = ms / steps
  // whole tens, where they do not take too long, so that each turn reads its share of losses; of the first ten every one is read
  const unit = tens * each < slow ? tens : 1
  if (unit === tens) await thread.ask('take', { steps: tens })
  const inTurn = unit * Math.max(1, Math.round(plan.turn / each / unit))
  const turns = Math.min(plan.rounds, Math.max(1, Math.floor(plan.all / (inTurn * each))))
  progress(`${nameOf(one)}: ${each.toFixed(1)} ms a step after warming up`)
  return { steps: inTurn, every: Math.ceil(plan.rounds / turns) }
}

export async function takeTurn(
  running: Running,
  { steps, every }: Turns,
  round: number,
  plan: Plan,
): Promise<void> {
  if (round % every !== 0) return
  running.figures.stepMs.push((await running.thread.ask('take', { steps })) / steps)
  const asksForProduct =
    running.one.model === modelNames[0] && round % Math.ceil(plan.rounds / plan.products) === 0
  const product = asksForProduct ? await running.thread.ask('product', {}) : null
  if (product !== null) running.figures.products.push(product)
}

/** The cross-entropy of a fresh network is 784 ln 2 = 543 nats an image, and far from it soon. */
export async function seeThatItLearns(running: Running): Promise<void> {
  const { step, loss } = await running.thread.ask('loss', {})
  Object.assign(running.figures, { step, loss })
  const hasLearned = running.one.engine === 'convnet' || step < 50 || loss < 400
  if (!Number.isFinite(loss) || !hasLearned) {
    throw new Error(`After ${step} steps its loss is ${loss}: it does not learn, so its time means nothing.`)
  }
}

/** What WebGL is asked for, and the JavaScript beside it; the last thing asked, because it spoils the networks. */
export async function countAndScript(all: readonly Running[], plan: Plan, progress: Progress): Promise<void> {
  const onWebgl = all.filter(({ one }) => isWebgl(one))
  for (const running of onWebgl) {
    await attempt(running, async () => {
      running.figures.traffic = await running.thread.ask('traffic', {})
      // so that every engine's JavaScript has been compiled before it is timed
      if (running.one.engine !== 'layers') await running.thread.ask('script', { tens: 5 })
    })
  }
  for (let i = 0; i < plan.scripts; i++) {
    progress(`${onWebgl[0]?.one.model}: JavaScript alone, ${i + 1} of ${plan.scripts}`)
    for (const running of onWebgl) {
      // fit waits for its losses within a call, so that the waiting cannot be left out
      if (running.one.engine === 'layers') continue
      await attempt(running, async () => {
        running.figures.scriptMs.push(await running.thread.ask('script', { tens: plan.scriptTens }))
      })
    }
  }
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error)
}
