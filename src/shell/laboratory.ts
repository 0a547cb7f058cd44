// Everything that may be done to the page's recipes, runs and view.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Chosen } from '../benches/autoencoder/instruments/InstrumentView.tsx'
import { recipeBook, type AutoencoderRecipe } from '../benches/autoencoder/recipe.ts'
import { branchedAt } from '../lab/branch.ts'
import { accessOf } from '../lab/lesson.ts'
import { branchOf } from '../lab/origin.ts'
import { mostAhead } from '../lab/pace.ts'
import type { LinearDenoiser } from '../numerics/linearDenoiser.ts'
import type { BackendChoice, BackendName } from '../tensors/backendNames.ts'
import { fragmentOf, openView, readAddress, shownStep, type Along } from './address.ts'
import { keptDenoisers } from './denoisers.ts'
import { Film } from './film.ts'
import { commonStep, framesOf, shownFrame } from './frames.ts'
import { imageKey } from './imagesOfRecipe.ts'
import { remember } from './keeping.ts'
import {
  besideState,
  firstChosen,
  firstInstrument,
  firstState,
  type LabState,
  type SharedKey,
  type ViewKey,
} from './labState.ts'
import { openClaimRuns, type ClaimRuns } from '../chapters/claimRuns.ts'
import { Measuring } from './measuring.ts'
import { beHere, recallLost, recallRunning, rememberRunning } from './keep/running.ts'
import {
  branched,
  failureNotice,
  keptNotice,
  nextRunNotice,
  noticeOf,
  offerNotice,
  shownStepNotice,
  type Notice,
} from './notices.ts'
import { lateOffline } from './offline/lateOffline.ts'
import { doOnce } from './sharedWork.ts'
import { openSide, type Side, type Start } from './side.ts'
import { keepInStep, openWorks, type Works } from './threads.ts'

/** The page as one side of it sees it: a run, and what is common to both sides of a comparison. */
export interface Lab {
  readonly store: StoreApi<LabState>
  // of every side
  readonly train: () => void
  readonly pause: () => void
  readonly oneStep: () => void
  /** the same run from its beginning: same weights, same batches, same noise */
  readonly reset: () => void
  readonly show: (step: number | 'live') => void
  /** the frame before or after the shown one; past the last one, the run itself */
  readonly turn: (by: -1 | 1) => void
  /** plays the frames back, or stops */
  readonly film: () => void
  readonly choose: (chosen: Chosen) => void
  readonly view: (view: Partial<Pick<LabState, ViewKey>>) => void
  /** moves the run over at once */
  readonly chooseBackend: (choice: BackendChoice) => void
  // of this side
  /** new values by their dotted paths: within the run where all of them can be, else a fresh run from the same seed */
  readonly edit: (changes: Readonly<Record<string, unknown>>) => void
  /** a family's default recipe, or any recipe, as a fresh run; with `stored` it goes on from that kept run */
  readonly open: (recipe: AutoencoderRecipe, stored?: string) => void
  /** after a divergence: the last snapshot at or before `step` */
  readonly goBack: (step: number) => void
  /** a fresh run that goes on from the shown step of this one, with its weights */
  readonly branch: () => void
  /** what comes out at these steps is wanted as pictures */
  readonly wantPictures: (steps: readonly number[]) => void
  readonly retryLoading: () => void
  /** writes the run down as it is now; gives the id under which it is kept, null where nothing is */
  readonly keep: () => Promise<string | null>
  readonly notify: (notice: Notice) => void
  readonly dismiss: (key: string) => void
  /** asks the model of a step at which a frame stands */
  readonly ask: (step: number, instrument: string, question: unknown) => Promise<unknown>
  /** the weights of a step at which a frame stands */
  readonly weights: Side['weights']
  /** this side's recipe as a fresh run of the other one */
  readonly copyAcross: () => void
  // of the page
  /** one recipe beside A's run, or the first two beside each other; in the second side there is, or a new one */
  readonly compare: (recipes: readonly AutoencoderRecipe[]) => void
  /** beside a branch, the run that it came from */
  readonly compareParent: () => void
  /** a kept run beside A's */
  readonly compareKept: (recipe: AutoencoderRecipe, stored?: string) => void
  readonly swap: () => void
  /** ends the comparison; A stays */
  readonly closeOther: () => void
  readonly openLink: (address: string) => void
  /** the address of this experiment, with what it takes along beside the recipe */
  readonly address: (along?: Partial<Along>) => string
  /** leaves a teacher's link: everything is open */
  readonly leaveLesson: () => void
  /** the linear denoiser of a recipe, computed once however many ask */
  readonly linearDenoiser: (recipe: AutoencoderRecipe) => Promise<LinearDenoiser>
  /** runs a claim beside the page's own run */
  readonly judge: Works['judge']
  readonly placedByHand: Works['placedByHand']
  /** those of the chapters, one at a time */
  readonly claims: ClaimRuns
  /** reads and keeps images of the reader's own */
  readonly ownData: Pick<Works, 'readOwn' | 'keepOwn' | 'ownImage'>
  /** every run rests and nothing is measured until the function that it gives is called: then all goes on as it was */
  readonly stepAside: () => () => void
  /** ends every thread; nothing may be done any more */
  readonly close: () => void
  /** gets what is needed without a network, in the background, once learning has begun */
  readonly prepareOffline: () => void
  /** gets all of it, and tells how far it is */
  readonly goOffline: () => void
  readonly exportKept: Works['exportKept']
  readonly importKept: Works['importKept']
}

/** A, and in a comparison B. */
export interface Pair {
  readonly a: Lab
  readonly b: Lab | null
}

export function labsOf({ a, b }: Pair): readonly Lab[] {
  return b === null ? [a] : [a, b]
}

function statesIn(pair: Pair): LabState[] {
  return labsOf(pair).map(({ store }) => store.getState())
}

/**
 * The labs of the page that an address describes.
 * @param page where they stand on a stage before another page: the browser's address is not theirs, and no backend is measured
 */
export function openLab(address: string, page: StoreApi<Pair> | null = null): StoreApi<Pair> {
  const read = readAddress(address)
  const sides = new Map<Lab, Side>()
  const labs = (): readonly Lab[] => labsOf(pair.getState())
  const everySide = (): Side[] => labs().map((lab) => sides.get(lab)!)
  const works = openWorks((sentence) => pair.getState().a.notify(failureNotice(sentence)))

  function setShared(values: Partial<Pick<LabState, SharedKey>>): void {
    for (const { store } of everySide()) store.setState(values)
  }

  /** Shows of both sides what both have. */
  function agree(): void {
    const common = commonStep(states())
    if (states().some((state) => state.common !== common)) show({ common })
  }
  function show(place: Parameters<Side['show']>[0]): void {
    if (place.shown !== undefined) film.stop()
    for (const side of everySide()) side.show(place)
  }

  const film = new Film({
    steps: () => framesOf(states()),
    shown: () => shownStep(states()),
    speed: () => states()[0]!.filmSpeed,
    show: (shown) => everySide().forEach((side) => side.show({ shown })),
    tell: (playing) => setShared({ playing }),
    beforeDrawing: (callback) => requestAnimationFrame(callback),
  })

  const states = (): LabState[] => statesIn(pair.getState())
  const fragment = (along: Along): string =>
    fragmentOf(
      states().map(({ recipe }) => recipe),
      along,
    )
  let writing: ReturnType<typeof setTimeout> | undefined
  function writeAddress(): void {
    clearTimeout(writing)
    const [first] = states()
    const { firstVisit, pinned, lesson } = first!
    // a reload of the first visit is a first visit
    if (firstVisit || page !== null || isAside) return
    history.replaceState(null, '', `#${fragment({ view: openView(first!), lesson, backend: pinned })}`)
  }
  /** A moment later: browsers allow a page a few addresses a second, and a drag makes sixty views. */
  function writeAddressSoon(): void {
    clearTimeout(writing)
    writing = setTimeout(writeAddress, 400)
  }

  const offline = lateOffline({
    notify: (notice) => pair.getState().a.notify(notice),
    keepRuns: () => Promise.all(everySide().map((side) => side.keep())),
  })

  /** What a reload of this tab goes on with. */
  function rememberRuns(): void {
    const { a } = pair.getState()
    if (page === null && !a.store.getState().firstVisit)
      rememberRunning(labs().map(({ store }) => store.getState().keptAs))
  }

  /** The reader's word, which takes the place of a link's. */
  function keepBackend(backend: BackendChoice): void {
    pair.getState().a.dismiss('offer')
    remember('backend', backend)
    setShared({ backend, pinned: null })
    writeAddress()
  }

  /** What was measured to be better takes effect with the next fresh run; one that has no step yet is fresh. */
  function useFromNextRun(backend: BackendName): void {
    keepBackend(backend)
    const fresh = everySide().filter(({ store }) => store.getState().progress?.step === 0)
    for (const side of fresh) side.useBackend(backend)
    if (fresh.length < labs().length) pair.getState().a.notify(nextRunNotice(backend))
  }

  /** Work in a thread of its own, beside which nothing is measured. */
  function beside<T>(working: Promise<T>): Promise<T> {
    void measuring.beside(working)
    return working
  }

  const claims = openClaimRuns((...claim) => beside(works.judge(...claim)))
  const pca = doOnce(({ data }: AutoencoderRecipe) => imageKey(data), works.pca)
  const linearDenoiser = keptDenoisers((recipe) => beside(works.linearDenoiser(recipe)))

  function openSideLab(store: StoreApi<LabState>): Lab {
    const side = openSide(store, {
      onStart: (kept) => {
        show({ shown: 'live' })
        // a code belongs to the model that is left
        if (kept === null && store.getState().chosen.kind === 'code') lab.choose(firstChosen)
      },
      onRecipe: writeAddress,
      onFrames: agree,
      onKept: rememberRuns,
      pca,
      knownPca: ({ data }) => {
        const key = imageKey(data)
        const around = page === null ? states() : [...states(), ...statesIn(page.getState())]
        return around.find(({ recipe, pca }) => pca !== null && imageKey(recipe.data) === key)?.pca ?? null
      },
    })
    const { notify, dismiss, ask, weights, goBack, keep, retryLoading, wantPictures } = side
    const lab: Lab = {
      store,
      notify,
      dismiss,
      ask,
      weights,
      goBack,
      keep,
      retryLoading,
      wantPictures,
      linearDenoiser,
      train: () => {
        measuring.stop()
        show({ shown: 'live' })
        for (const each of everySide()) each.train()
      },
      pause: () => {
        rest().then(alignSides).catch(side.fail)
      },
      oneStep: () => {
        show({ shown: 'live' })
        rest().then(stepSides).catch(side.fail)
      },
      reset: () => everySide().forEach((each) => each.start(each.store.getState().recipe)),
      show: (shown) => show({ shown }),
      turn: (by) => {
        const steps = framesOf(states())
        const at = steps.indexOf(shownStep(states()))
        const next = steps[Math.max(0, at + by)]
        if (next !== undefined) show({ shown: next === steps.at(-1) ? 'live' : next })
      },
      film: () => film.toggle(),
      choose: (chosen) => {
        for (const each of everySide()) each.choose(chosen)
        writeAddressSoon()
      },
      view: (view) => {
        if (view.chapter !== undefined) remember('chapter', view.chapter ? 'open' : 'closed')
        if (view.chapterId !== undefined) remember('chapterId', view.chapterId)
        if (view.theme !== undefined) remember('theme', view.theme)
        if (view.keys !== undefined) remember('keys', view.keys ? 'on' : 'off')
        setShared(view)
        if (view.firstVisit === false) {
          remember('visited', 'yes')
          writeAddress()
          rememberRuns()
        } else writeAddressSoon()
      },
      chooseBackend: (backend) => {
        keepBackend(backend)
        for (const each of everySide()) each.useBackend(backend)
      },
      edit: (changes) => {
        const { lesson } = store.getState()
        if (Object.keys(changes).some((path) => accessOf(lesson, path) !== 'open')) {
          notify(keptNotice())
          return
        }
        // what is changed is changed where the run is
        show({ shown: 'live' })
        side.edit(changes)
      },
      open: (recipe, stored) => {
        dismiss('fresh')
        setShared({ instrument: firstInstrument(recipe) })
        side.start(recipe, { stored })
      },
      branch: () => {
        const state = store.getState()
        const step = shownFrame(state)?.step ?? 0
        try {
          const recipe = branchedAt(recipeBook, state.recipe, step)
          side.start(recipe)
          notify(branched(recipe, lab.compareParent))
        } catch (error) {
          notify(failureNotice(error))
        }
      },
      copyAcross: () => {
        const { a, b } = pair.getState()
        const other = lab === a ? b : a
        if (other !== null) sides.get(other)!.start(store.getState().recipe)
      },
      compare: ([first, second]) => {
        if (first === undefined) return
        if (accessOf(store.getState().lesson, 'compare') !== 'open') {
          notify(keptNotice())
          return
        }
        if (second !== undefined) pair.getState().a.open(first)
        compareWith(second ?? first)
      },
      compareParent: () => {
        const parent = branchOf(store.getState().recipe)?.recipe
        dismiss('fresh')
        if (parent !== undefined) lab.compare([parent])
      },
      compareKept: (recipe, stored) => {
        if (accessOf(store.getState().lesson, 'compare') === 'open') compareWith(recipe, { stored })
        else notify(keptNotice())
      },
      swap: () => {
        const { a, b } = pair.getState()
        if (b === null) return
        pair.setState({ a: b, b: a })
        writeAddress()
        rememberRuns()
      },
      closeOther,
      openLink: (link) => {
        const opened = readAddress(link)
        if (!opened.linked) return
        const { recipe, other, pinned, view, lesson } = opened
        // who follows a link has left the first visit
        setShared({ pinned, lesson, firstVisit: false })
        lab.dismiss('fresh')
        // for every side there is, as what opens beside it takes them over
        setShared({
          instrument: view.instrument ?? firstInstrument(recipe),
          expanded: view.expanded ?? null,
          colourByClass: view.colourByClass ?? false,
        })
        if (other === null) closeOther()
        begin(opened)
      },
      address: (along = {}) => {
        const link = new URL(location.href)
        const { backend, pinned } = store.getState()
        // what a link asked for is not the reader's word
        const own = pinned !== null || backend === 'automatic' ? null : backend
        link.hash = fragment({ view: {}, lesson: null, backend: own, ...along })
        return link.href
      },
      leaveLesson: () => {
        setShared({ lesson: null })
        writeAddress()
      },
      judge: (...claim) => beside(works.judge(...claim)),
      claims,
      placedByHand: (...of) => beside(works.placedByHand(...of)),
      ownData: {
        readOwn: (...of) => beside(works.readOwn(...of)),
        keepOwn: (...of) => beside(works.keepOwn(...of)),
        ownImage: (...of) => beside(works.ownImage(...of)),
      },
      stepAside,
      close: () => {
        clearTimeout(writing)
        measuring.close()
        for (const each of everySide()) each.close()
      },
      prepareOffline: () => {
        if (page === null) offline.prepare()
      },
      goOffline: offline.tell,
      exportKept: works.exportKept,
      importKept: works.importKept,
    }
    sides.set(lab, side)
    return lab
  }

  /** All runs at rest, and where each is. */
  async function rest(): Promise<{ side: Side; step: number }[]> {
    return Promise.all(everySide().map(async (side) => ({ side, step: await side.pause() })))
  }

  type Resting = Awaited<ReturnType<typeof rest>>

  /** Whoever was a few steps ahead when both were paused is caught up with; whoever is far behind stays so. */
  function alignSides(resting: Resting): void {
    const most = Math.max(...resting.map(({ step }) => step))
    for (const { side, step } of resting) if (most - step <= 2 * mostAhead) side.advanceTo(most)
  }

  /** One step for whoever is not ahead and has not ended; where all have ended, for all. */
  function stepSides(resting: Resting): void {
    const going = resting.filter(({ side }) => side.store.getState().progress?.state === 'paused')
    const chosen = going.length > 0 ? going : resting
    const least = Math.min(...chosen.map(({ step }) => step))
    for (const { side, step } of chosen) if (step === least) side.advanceTo(step + 1)
  }

  /** Lets the two runs of the comparison there is go their own ways, and measuring begin again. */
  let endComparison = (): void => {}

  function compareWith(recipe: AutoencoderRecipe, how: Pick<Start, 'until' | 'stored'> = {}): void {
    const { a, b } = pair.getState()
    const goOn = how.until !== undefined
    if (b !== null) {
      sides.get(b)!.start(recipe, { goOn, ...how })
      return
    }
    const beside = besideState(a.store.getState(), recipe)
    const other = openSideLab(createStore<LabState>(() => beside))
    pair.setState({ b: other })
    const [one, two] = [sides.get(a)!, sides.get(other)!]
    other.choose(a.store.getState().chosen)
    two.start(recipe, { goOn: goOn || a.store.getState().progress?.state === 'training', ...how })
    void measuring.beside(new Promise<void>((resolve) => (endComparison = resolve)))
    holdTogether(one, two).catch(one.fail)
  }

  async function holdTogether(one: Side, two: Side): Promise<void> {
    const threads = await Promise.all([one.threads, two.threads])
    if (everySide().includes(two)) await keepInStep(...threads)
  }

  /** While something else has the page, which then has the address, too. */
  let isAside = false

  function stepAside(): () => void {
    let goesOn = false
    let isResting = false
    isAside = true
    const quiet = (): void => {
      if (isResting || states().every(({ progress }) => progress?.state !== 'training')) return
      goesOn = isResting = true
      rest().then(
        () => (isResting = false),
        (error: unknown) => pair.getState().a.notify(failureNotice(error)),
      )
    }
    quiet()
    const stops = labs().map(({ store }) => store.subscribe(quiet))
    let end = (): void => {}
    void measuring.beside(new Promise<void>((resolve) => (end = resolve)))
    return () => {
      stops.forEach((stop) => stop())
      end()
      isAside = false
      writeAddress()
      if (goesOn) everySide().forEach((side) => side.train())
    }
  }

  function closeOther(): void {
    const { a, b } = pair.getState()
    if (b === null) return
    pair.setState({ b: null })
    endComparison()
    sides.get(b)!.close()
    sides.delete(b)
    void sides.get(a)!.threads.then(({ trainer }) => trainer.keepPace(null))
    agree()
    writeAddress()
    rememberRuns()
  }

  const first = openSideLab(createStore(() => firstState(read.recipe, read)))
  const pair = createStore<Pair>(() => ({ a: first, b: null }))

  const measuring = new Measuring({
    store: storeOfA(pair),
    show: (figures) => setShared({ figures }),
    works,
    tell: (offer) => {
      const { a } = pair.getState()
      if (offer === null) a.dismiss('offer')
      else a.notify(offerNotice(offer, useFromNextRun))
    },
    isVisible: () => page === null && document.visibilityState === 'visible',
  })

  /** The run of an address, its other one, and what is chosen of them; trained to the step that a view names. */
  function begin(
    { recipe, other, view, complaints }: ReturnType<typeof readAddress>,
    running: ReturnType<typeof recallRunning> = [],
  ): void {
    const { a } = pair.getState()
    const { firstVisit } = a.store.getState()
    const [stored, otherStored] = running
    if (complaints.length > 0) a.notify(noticeOf('link', complaints))
    if (view.step !== undefined) a.notify(shownStepNotice(view.step))
    const goOn = firstVisit || view.step !== undefined
    sides.get(a)!.start(recipe, { goOn, until: view.step, stored })
    a.choose(view.chosen ?? firstChosen)
    if (other !== null) compareWith(other, { until: view.step, stored: otherStored })
  }
  // whoever stands on a stage goes on with nothing, and is nothing to go on with
  if (page !== null) {
    begin(read)
    return pair
  }
  beHere()
  const { firstVisit } = first.store.getState()
  const running = firstVisit || read.view.step !== undefined ? [] : recallRunning()
  const lost = firstVisit || running.length > 0 ? null : recallLost()
  if (lost !== null)
    void import('./keep/lost.ts').then(({ offerLost }) => offerLost(lost, () => pair.getState().a))
  begin(read, running)
  return pair
}

/** The state of whichever side is A. */
function storeOfA(pair: StoreApi<Pair>): Pick<StoreApi<LabState>, 'getState' | 'subscribe'> {
  const store = () => pair.getState().a.store
  return {
    getState: () => store().getState(),
    subscribe: (listener) => {
      let stop = store().subscribe(listener)
      const stopPair = pair.subscribe(({ a }, before) => {
        if (a === before.a) return
        stop()
        stop = a.store.subscribe(listener)
        listener(a.store.getState(), before.a.store.getState())
      })
      return () => {
        stop()
        stopPair()
      }
    },
  }
}
