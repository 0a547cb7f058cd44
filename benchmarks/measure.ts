// The measuring itself: every engine in a thread of its own, all of a network's in turns, several times over.

import { cpus, loadavg } from 'node:os'
import type { Browser, Page } from 'playwright'
import { isSoftware } from '../src/tensors/kernels/webgl/renderer.ts'
import { casesOf, isWebgl, nameOf, type Case } from './cases.ts'
import type { ModelName } from './models.ts'
import { plans, type Plan } from './plan.ts'
import type { Machine, Measured } from './result.ts'
import {
  attempt,
  begin,
  countAndScript,
  seeThatItLearns,
  sentenceOf,
  takeTurn,
  warmUp,
  type Running,
  type Turns,
} from './running.ts'
import { browserThread } from './threads.ts'

export interface Means {
  /** a fresh browser, with nothing of an earlier one kept */
  readonly launch: () => Promise<Browser>
  /** address of the built page */
  readonly address: string
  /** the built process.ts, and the folder of the packed data */
  readonly script: string
  readonly data: string
  readonly models: readonly ModelName[]
  readonly quick: boolean
  readonly progress: (sentence: string) => void
}

export async function measure(means: Means): Promise<{ machine: Machine; measured: Measured[] }> {
  const plan = plans[means.quick ? 'quick' : 'full']
  const [load = 0] = loadavg()
  if (load > 0.5) means.progress(`This machine is busy (load ${load.toFixed(1)}): figures will be off.`)
  const measured: Measured[] = []
  for (const model of means.models) {
    const cases = casesOf(model, means.quick)
    const firstSteps = await freshFirstSteps(cases.filter(isWebgl), plan, means)
    measured.push(...(await inTurns(cases, firstSteps, plan, means)))
  }
  return { machine: await machineOf(means), measured }
}

type FirstSteps = Map<Case, number[]>

/** First steps on WebGL, each in a browser that has compiled none of its programs yet. */
async function freshFirstSteps(cases: readonly Case[], plan: Plan, means: Means): Promise<FirstSteps> {
  const found: FirstSteps = new Map(cases.map((one) => [one, []]))
  for (let i = 0; i < plan.fresh; i++) {
    for (const one of cases) {
      means.progress(`${nameOf(one)}: first step in a fresh browser, ${i + 1} of ${plan.fresh}`)
      const browser = await means.launch()
      try {
        const thread = await browserThread(await openPage(browser, means.address))
        found.get(one)!.push(await thread.ask('open', one))
      } catch (error) {
        means.progress(`${nameOf(one)}: ${sentenceOf(error)}`)
      } finally {
        await browser.close()
      }
    }
  }
  return found
}

async function inTurns(
  cases: readonly Case[],
  firstSteps: FirstSteps,
  plan: Plan,
  means: Means,
): Promise<Measured[]> {
  const browser = await means.launch()
  const all: Running[] = []
  try {
    const page = await openPage(browser, means.address)
    for (const one of cases) all.push(await begin(one, page, firstSteps.get(one), means))
    const turns = new Map<Running, Turns>()
    for (const running of all) {
      await attempt(running, async () => turns.set(running, await warmUp(running, plan, means.progress)))
    }
    for (let round = 0; round < plan.rounds; round++) {
      means.progress(`${cases[0]!.model}: turn ${round + 1} of ${plan.rounds}`)
      for (const running of round % 2 === 0 ? all : all.toReversed()) {
        await attempt(running, () => takeTurn(running, turns.get(running)!, round, plan))
      }
    }
    for (const running of all) {
      await attempt(running, () => seeThatItLearns(running))
    }
    await countAndScript(all, plan, means.progress)
    return all.map(({ one, figures }) => ({ ...one, ...figures }))
  } finally {
    for (const { thread } of all) await thread.close().catch(() => undefined)
    await browser.close()
  }
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'threads' in globalThis)
  return page
}

async function machineOf({ launch, address }: Means): Promise<Machine> {
  const browser = await launch()
  try {
    const page = await openPage(browser, address)
    const renderer = await page.evaluate(() =>
      (globalThis as unknown as { threads: { renderer(): string } }).threads.renderer(),
    )
    return {
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      browser: `Chromium ${browser.version()}`,
      node: `Node ${process.versions.node}`,
      renderer,
      isSoftware: isSoftware(renderer),
    }
  } finally {
    await browser.close()
  }
}
