// The terminal's claims in processes of their own, one for each chapter: on two cores two chapters are judged at once, and what
// a chapter's networks took of memory is given back at its end.

import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { Verdict } from './claim.ts'

/** A chapter holds its images and networks, up to 2.5 GB. */
const mostAtOnce = 2

/**
 * Judges groups of claims, each in a process, the longest first.
 * @param groups ids of claims that share networks
 * @param onVerdict hears of each as it comes
 * @throws Error when a process ends before all of its claims are judged
 */
export async function judgeApart(
  groups: readonly (readonly string[])[],
  onVerdict: (verdict: Verdict) => void,
): Promise<void> {
  const waiting = [...groups]
  const judgeNext = async (): Promise<void> => {
    for (let ids = waiting.shift(); ids !== undefined; ids = waiting.shift()) await judgeIn(ids, onVerdict)
  }
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, availableParallelism()) }, judgeNext))
}

function judgeIn(ids: readonly string[], onVerdict: (verdict: Verdict) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const left = new Set(ids)
    const child = fork(process.argv[1]!, ['claims', '--only', ids.join(',')])
    child.on('message', (verdict: Verdict) => {
      left.delete(verdict.id)
      onVerdict(verdict)
    })
    child.on('error', reject)
    child.on('exit', () => {
      if (left.size === 0) resolve()
      else reject(new Error(`These claims were not judged: ${[...left].join(', ')}.`))
    })
  })
}

/** In such a process: tells the verdict to whoever asked for it. False where nobody did. */
export function tellVerdict(verdict: Verdict): boolean {
  return process.send?.(verdict) ?? false
}

/** In such a process: ends with the one that asked. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit())
}
