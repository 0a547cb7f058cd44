// What has become of the claims of this visit: each is run once at a time, and its verdict stays when its chapter is closed.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Verdict } from '../lab/claim.ts'

export type ClaimState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'judged'; readonly verdict: Verdict; readonly by: 'training' | 'checkpoints' }
  | { readonly kind: 'failed'; readonly sentence: string }

/** Judges a claim somewhere that leaves the page and its run alone; `before`: checkpoints by recipe, judged instead of training it. */
export type Judge = (
  id: string,
  before: readonly (string | null)[],
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
) => Promise<Verdict>

export interface ClaimRuns {
  readonly states: StoreApi<Readonly<Record<string, ClaimState>>>
  /** does nothing for one that is under way; two would take each other's time, so that another one waits for its end */
  readonly run: (id: string, before?: readonly (string | null)[]) => void
  readonly cancel: (id: string) => void
}

export const idle: ClaimState = { kind: 'idle' }

/** Runs a claim, and tells of it from its beginning to its verdict; of one that is aborted nothing more. */
export async function runClaim(
  judge: Judge,
  id: string,
  before: readonly (string | null)[],
  tell: (state: ClaimState) => void,
  signal: AbortSignal,
): Promise<void> {
  const tellUnlessAborted = (state: ClaimState): void => {
    if (!signal.aborted) tell(state)
  }
  tell({ kind: 'running', done: 0, total: 0 })
  const onProgress = (done: number, total: number) => tellUnlessAborted({ kind: 'running', done, total })
  const by = before.some((checkpoint) => checkpoint !== null) ? 'checkpoints' : 'training'
  try {
    tellUnlessAborted({ kind: 'judged', verdict: await judge(id, before, onProgress, signal), by })
  } catch (error) {
    tellUnlessAborted({ kind: 'failed', sentence: error instanceof Error ? error.message : String(error) })
  }
}

export function openClaimRuns(judge: Judge): ClaimRuns {
  const states = createStore<Readonly<Record<string, ClaimState>>>(() => ({}))
  const running = new Map<string, AbortController>()
  let last: Promise<void> = Promise.resolve()
  const tell = (id: string, state: ClaimState): void => states.setState({ [id]: state })

  async function runAfter(
    earlier: Promise<void>,
    id: string,
    before: readonly (string | null)[],
  ): Promise<void> {
    const controller = new AbortController()
    const { signal } = controller
    running.set(id, controller)
    tell(id, { kind: 'running', done: 0, total: 0 })
    await earlier
    if (!signal.aborted) await runClaim(judge, id, before, (state) => tell(id, state), signal)
    if (running.get(id) === controller) running.delete(id)
  }

  return {
    states,
    run: (id, before = []) => {
      if (!running.has(id)) last = runAfter(last, id, before)
    },
    cancel: (id) => {
      running.get(id)?.abort()
      running.delete(id)
      if (states.getState()[id]?.kind === 'running') tell(id, idle)
    },
  }
}
