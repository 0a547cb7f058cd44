// Every command once: its name, its key, when it can be given and what it does; buttons, menu and keyboard read this table.

import type { StoreApi } from 'zustand/vanilla'
import { accessOf } from '../lab/lesson.ts'
import { branchOf } from '../lab/origin.ts'
import { backendNames, type BackendChoice } from '../tensors/backendNames.ts'
import { statesOf } from './LabContext.tsx'
import type { Pair } from './laboratory.ts'
import { choiceOf, themeChoices, type LabState, type ThemeChoice } from './labState.ts'
import { hasRoomForChapter, isPhone } from './usePhone.ts'
import type { Words } from './words.ts'

export interface Command {
  readonly id:
    | 'train'
    | 'pause'
    | 'oneStep'
    | 'reset'
    | 'earlier'
    | 'later'
    | 'film'
    | 'stopFilm'
    | 'branch'
    | 'compare'
    | 'compareParent'
    | 'copyAcross'
    | 'copyBack'
    | 'swap'
    | 'closeOther'
    | 'showChapter'
    | 'hideChapter'
    | 'present'
    | 'share'
    | 'keptRuns'
    | 'takeAway'
    | 'offline'
    | 'keys'
    | `theme-${ThemeChoice}`
    | `backend-${BackendChoice}`
  readonly name: (t: Words) => string
  /** `is` as in KeyboardEvent.key, lower case; `name` as it is written for the reader */
  readonly key?: { readonly is: string; readonly name: string }
  /** of one side alone, or of both sides of a comparison */
  readonly can: (states: readonly LabState[]) => boolean
  /** of a choice among several: is it the one that holds? */
  readonly holds?: (state: LabState) => boolean
  readonly perform: (pair: Pair) => void
}

type States = readonly LabState[]
type State = NonNullable<LabState['progress']>['state']

/** Is there a side in one of these states? */
const isAny =
  (...wanted: readonly State[]) =>
  (states: States) =>
    states.some(({ progress }) => progress !== null && wanted.includes(progress.state))

export const isTraining = isAny('training')

const hasFrames = (states: States) => states.some(({ frames }) => frames.length > 1)
const isPlaying = ([state]: States) => state?.playing === true
/** A first visit has one row and few commands. */
const isInLab = ([state]: States) => state?.firstVisit === false
const isComparing = (states: States) => states.length === 2
const mayCompare = (states: States) =>
  isInLab(states) && !isComparing(states) && accessOf(states[0]!.lesson, 'compare') === 'open'
const mayRead = (states: States) =>
  isInLab(states) && !isComparing(states) && accessOf(states[0]!.lesson, 'chapter') === 'open' && !isPhone()

/** Has the chapter a column beside the bench? Else it opens over it, and is closed at first. */
export function isChapterBeside({ theme }: LabState): boolean {
  return hasRoomForChapter() && theme !== 'projector'
}

export function isChapterShown(state: LabState): boolean {
  return isChapterBeside(state) ? state.chapter : state.chapterOver
}

function turnChapter({ a }: Pair, open: boolean): void {
  a.view(isChapterBeside(a.store.getState()) ? { chapter: open } : { chapterOver: open })
}

const letter = (name: string) => ({ is: name.toLowerCase(), name })

const themeCommand = (choice: ThemeChoice): Command => ({
  id: `theme-${choice}`,
  name: (t) => `${t.theme}: ${t[choice]}`,
  can: isInLab,
  holds: ({ theme }) => theme === choice,
  perform: ({ a }) => a.view({ theme: choice }),
})

const backendCommand = (choice: BackendChoice): Command => ({
  id: `backend-${choice}`,
  name: (t) => `${t.backend}: ${t[choice]}`,
  can: isInLab,
  holds: (state) => choiceOf(state) === choice,
  perform: ({ a }) => a.chooseBackend(choice),
})

const space = { is: ' ', name: 'Space' }

export const commands: readonly Command[] = [
  {
    id: 'train',
    name: (t) => t.train,
    key: space,
    can: (states) => isAny('paused')(states) && !isTraining(states),
    perform: ({ a }) => a.train(),
  },
  { id: 'pause', name: (t) => t.pause, key: space, can: isTraining, perform: ({ a }) => a.pause() },
  {
    id: 'oneStep',
    name: (t) => t.oneStep,
    key: letter('N'),
    can: isAny('paused', 'training', 'finished'),
    perform: ({ a }) => a.oneStep(),
  },
  {
    id: 'reset',
    name: (t) => t.reset,
    key: letter('R'),
    can: (states) => states.some(({ progress }) => progress !== null),
    perform: ({ a }) => a.reset(),
  },
  {
    id: 'earlier',
    name: (t) => t.earlier,
    key: { is: 'arrowleft', name: 'Left' },
    can: hasFrames,
    perform: ({ a }) => a.turn(-1),
  },
  {
    id: 'later',
    name: (t) => t.later,
    key: { is: 'arrowright', name: 'Right' },
    can: hasFrames,
    perform: ({ a }) => a.turn(1),
  },
  {
    id: 'film',
    name: (t) => t.film,
    key: letter('P'),
    can: (states) => hasFrames(states) && !isPlaying(states),
    perform: ({ a }) => a.film(),
  },
  {
    id: 'stopFilm',
    name: (t) => t.stopFilm,
    key: letter('P'),
    can: isPlaying,
    perform: ({ a }) => a.film(),
  },
  {
    id: 'branch',
    name: (t) => t.branch,
    key: letter('B'),
    can: (states) =>
      isInLab(states) && !isComparing(states) && hasFrames(states) && !isAny('replaying')(states),
    perform: ({ a }) => a.branch(),
  },
  {
    id: 'compare',
    name: (t) => t.compare,
    key: letter('A'),
    can: mayCompare,
    perform: ({ a }) => a.compare([a.store.getState().recipe]),
  },
  {
    id: 'compareParent',
    name: (t) => t.compareParent,
    key: letter('C'),
    can: (states) => mayCompare(states) && branchOf(states[0]!.recipe) !== null,
    perform: ({ a }) => a.compareParent(),
  },
  {
    id: 'copyAcross',
    name: (t) => t.copyAcross,
    can: isComparing,
    perform: ({ a }) => a.copyAcross(),
  },
  { id: 'copyBack', name: (t) => t.copyBack, can: isComparing, perform: ({ b }) => b?.copyAcross() },
  { id: 'swap', name: (t) => t.swap, key: letter('S'), can: isComparing, perform: ({ a }) => a.swap() },
  { id: 'closeOther', name: (t) => t.closeOther, can: isComparing, perform: ({ a }) => a.closeOther() },
  {
    id: 'showChapter',
    name: (t) => t.showChapter,
    key: letter('H'),
    can: (states) => mayRead(states) && !isChapterShown(states[0]!),
    perform: (pair) => turnChapter(pair, true),
  },
  {
    id: 'hideChapter',
    name: (t) => t.hideChapter,
    key: letter('H'),
    can: (states) => mayRead(states) && isChapterShown(states[0]!),
    perform: (pair) => turnChapter(pair, false),
  },
  {
    id: 'present',
    name: (t) => t.present,
    key: letter('F'),
    can: isInLab,
    perform: ({ a }) => a.view({ dialog: 'present' }),
  },
  {
    id: 'share',
    name: (t) => t.share,
    key: letter('L'),
    can: isInLab,
    perform: ({ a }) => a.view({ dialog: 'share' }),
  },
  {
    id: 'keptRuns',
    name: (t) => t.keptRuns,
    key: letter('K'),
    can: isInLab,
    perform: ({ a }) => a.view({ dialog: 'keptRuns' }),
  },
  {
    id: 'takeAway',
    name: (t) => t.takeAway,
    key: letter('T'),
    can: isInLab,
    perform: ({ a }) => a.view({ dialog: 'takeAway' }),
  },
  { id: 'offline', name: (t) => t.offline, can: isInLab, perform: ({ a }) => a.goOffline() },
  {
    id: 'keys',
    name: (t) => t.keys,
    key: letter('?'),
    can: isInLab,
    perform: ({ a }) => a.view({ dialog: 'keys' }),
  },
  ...themeChoices.map(themeCommand),
  ...(['automatic', ...backendNames] as const).map(backendCommand),
]

const byId = new Map(commands.map((command) => [command.id, command]))

export function commandOf(id: Command['id']): Command {
  return byId.get(id)!
}

/** Keys that a control under the focus needs for itself. */
const controls = 'input, select, textarea, button, a, summary, dialog, [role], [contenteditable]'

const walking: readonly Command['id'][] = ['earlier', 'later', 'oneStep']

/** Gives commands by their keys wherever no control has the focus, unless the reader has turned them off; returns how to stop. */
export function listenForKeys(pair: StoreApi<Pair>): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof Element && event.target.closest(controls)) return
    const states = statesOf(pair)
    if (!states[0]!.keys) return
    const command = commands.find(({ key, can }) => key?.is === event.key.toLowerCase() && can(states))
    if (command === undefined) return
    event.preventDefault()
    // a key held down is one press, but where it walks
    if (event.repeat && !walking.includes(command.id)) return
    command.perform(pair.getState())
  }
  addEventListener('keydown', listen)
  return () => removeEventListener('keydown', listen)
}
