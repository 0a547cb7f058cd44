// Sentences for the reader: what could not be used of a link or an edit, what begins anew, and what is computed on.

import { checkpointOf } from '../benches/autoencoder/checkpoints/list.ts'
import type { AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { checkpointIn, firstStep } from '../lab/origin.ts'
import type { Complaint, Recipe } from '../lab/recipe.ts'
import type { Progress } from '../lab/trainer.ts'
import type { BackendName } from '../tensors/backendNames.ts'
import { formatCount, formatSignificant } from '../ui/format.ts'
import type { BackendOffer } from './backendOffer.ts'
import type { Language } from '../ui/words.tsx'
import type { Words } from './words.ts'

/** A sentence for the reader, in the reader's language. `key` tells sentences apart: the same one stands only once. */
export interface Notice {
  readonly key: string
  readonly kind: 'note' | 'warning' | 'error'
  readonly say: (words: Words, language: Language) => string
  /** what can be done about it */
  readonly action?: {
    readonly label: (words: Words, language: Language) => string
    readonly perform: () => void
  }
}

/** The first sentences about what could not be used, and how many there are more. */
export function noticeOf(key: string, complaints: readonly Complaint[]): Notice {
  const first = complaints.slice(0, 3).map(({ sentence, remedy }) => `${sentence} ${remedy}`)
  const more = complaints.length - first.length
  return {
    key,
    kind: 'warning',
    say: (t) => [...first, ...(more > 0 ? [t.moreComplaints(more)] : [])].join(' '),
  }
}

/** An edit of this field made a fresh run, in which what was changed on the way is changed again. */
export function freshRun({ seed, changes }: Recipe, path: string): Notice {
  return {
    key: 'fresh',
    kind: 'note',
    say: (t) =>
      [t.freshRun(t.field(path), seed), ...(changes.length > 0 ? [t.changesStay(changes.length)] : [])].join(
        ' ',
      ),
  }
}

/** An edit of this field made the branch begin anew where it branches. */
export function branchAnew(recipe: AutoencoderRecipe, path: string): Notice {
  const step = formatCount(firstStep(recipe))
  return { key: 'fresh', kind: 'note', say: (t) => t.branchAnew(t.field(path), step) }
}

/** A branch goes on from another run's step; `compare` is for the reader who wants to see both. */
export function branched(recipe: AutoencoderRecipe, compare: () => void): Notice {
  const step = formatCount(firstStep(recipe))
  return {
    key: 'fresh',
    kind: 'note',
    say: (t) => t.branchedSentence(step),
    action: { label: (t) => t.compareParent, perform: compare },
  }
}

/** What is shown was trained before; `anew` is for the reader who wants to see it learn. */
export function trainedBefore(recipe: AutoencoderRecipe, anew: (recipe: AutoencoderRecipe) => void): Notice {
  const { from: _, ...fresh } = recipe
  const steps = formatCount(checkpointOf(checkpointIn(recipe)!)!.steps)
  return {
    key: 'fresh',
    kind: 'note',
    say: (t) => t.trainedBeforeSentence(steps),
    action: { label: (t) => t.trainAnew, perform: () => anew(fresh) },
  }
}

export function failureNotice(error: unknown): Notice {
  const sentence = error instanceof Error ? error.message : String(error)
  return { key: 'failure', kind: 'error', say: () => sentence }
}

/** What is computed on, where it is not the first choice for a reason that the reader may want to know. */
export function backendNotices({ backend }: Progress<AutoencoderRecipe>): Notice[] {
  return (backend?.refused ?? [])
    .filter(({ reason }) => reason !== 'software')
    .map((refusal) => ({
      key: `backend ${refusal.backend} ${refusal.reason}`,
      kind: 'warning',
      say: (t) => {
        const [from, to] = [t[refusal.backend], t[backend!.name]]
        if (refusal.reason === 'lost') return t.lostBackend(from, to)
        if (refusal.reason === 'noKernels') return t.noKernels(from)
        return t.fellBack(from, t[refusal.reason], to)
      },
    }))
}

/** A backend that was measured to be better than the running one; `accept` is for the reader who wants it. */
export function offerNotice(offer: BackendOffer, accept: (backend: BackendName) => void): Notice {
  const { from, to } = offer
  return {
    key: 'offer',
    kind: offer.kind === 'wrong' ? 'warning' : 'note',
    say: (t) => {
      if (offer.kind === 'wrong') {
        const instead = to ? t.rightBackend(t[to.name], inMilliseconds(to.milliseconds)) : t.noRightBackend
        return `${t.wrongBackend(t[from], t.fault(offer.fault))} ${instead}`
      }
      const time = inMilliseconds(offer.to.milliseconds)
      if (offer.against === null) return t.fasterThanSlow(t[offer.to.name], t[from], time)
      const times = formatSignificant(offer.against / offer.to.milliseconds, 2)
      return t.fasterBackend(t[offer.to.name], t[from], times, time, inMilliseconds(offer.against))
    },
    action: to ? { label: (t) => t.takeBackend(t[to.name]), perform: () => accept(to.name) } : undefined,
  }
}

/** A link names a step, to which its run is trained first. */
export function shownStepNotice(step: number): Notice {
  return { key: 'view', kind: 'note', say: (t) => t.linkShowsStep(formatCount(step)) }
}

/** A teacher's link keeps this as it is. */
export function keptNotice(): Notice {
  return { key: 'kept', kind: 'note', say: (t) => t.keptByTask }
}

/** What was chosen waits for a fresh run. */
export function nextRunNotice(backend: BackendName): Notice {
  return { key: 'offer', kind: 'note', say: (t) => t.fromNextRun(t[backend]) }
}

export function inMilliseconds(time: number): string {
  return formatSignificant(time, 2)
}
