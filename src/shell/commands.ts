// Every command once: its name, its key, when it can be given and what it does; buttons, menu and keyboard read this table.

import type { StoreApi } from 'zustand/vanilla'
import { branchOf } from '../lab/origin.ts'
import type { Lab, Pair } from './laboratory.ts'
import type { LabState } from './labState.ts'
import { statesOf } from './LabContext.tsx'

export interface Command {
  readonly id:
    | 'train'
    | 'pause'
    | 'oneStep'
    | 'reset'
    | 'earlier'
    | 'later'
    | 'film'
    | 'branch'
    | 'compareParent'
  /** as in KeyboardEvent.key, lower case */
  readonly key: string
  /** how the key is written for the reader */
  readonly keyName: string
  /** of one side alone, or of both sides of a comparison */
  readonly can: (states: readonly LabState[]) => boolean
  readonly perform: (lab: Lab) => void
}

type State = NonNullable<LabState['progress']>['state']

/** Is there a side in one of these states? */
const isAny =
  (...wanted: readonly State[]) =>
  (states: readonly LabState[]) =>
    states.some(({ progress }) => progress !== null && wanted.includes(progress.state))

export const isTraining = isAny('training')

const hasFrames = (states: readonly LabState[]) => states.some(({ frames }) => frames.length > 1)

export const commands: readonly Command[] = [
  {
    id: 'train',
    key: ' ',
    keyName: 'Space',
    can: isAny('paused'),
    perform: (lab) => lab.train(),
  },
  { id: 'pause', key: ' ', keyName: 'Space', can: isTraining, perform: (lab) => lab.pause() },
  {
    id: 'oneStep',
    key: 'n',
    keyName: 'N',
    can: isAny('paused', 'training', 'finished'),
    perform: (lab) => lab.oneStep(),
  },
  {
    id: 'reset',
    key: 'r',
    keyName: 'R',
    can: (states) => states.some(({ progress }) => progress !== null),
    perform: (lab) => lab.reset(),
  },
  {
    id: 'earlier',
    key: 'arrowleft',
    keyName: 'Left',
    can: hasFrames,
    perform: (lab) => lab.turn(-1),
  },
  {
    id: 'later',
    key: 'arrowright',
    keyName: 'Right',
    can: hasFrames,
    perform: (lab) => lab.turn(1),
  },
  { id: 'film', key: 'p', keyName: 'P', can: hasFrames, perform: (lab) => lab.film() },
  {
    id: 'branch',
    key: 'b',
    keyName: 'B',
    can: (states) => states.length === 1 && hasFrames(states) && !isAny('replaying')(states),
    perform: (lab) => lab.branch(),
  },
  {
    id: 'compareParent',
    key: 'c',
    keyName: 'C',
    can: ([state, ...others]) =>
      others.length === 0 && state !== undefined && branchOf(state.recipe) !== null,
    perform: (lab) => lab.compareParent(),
  },
]

export function commandOf(id: Command['id']): Command {
  return commands.find((command) => command.id === id)!
}

/** Keys that a control under the focus needs for itself. */
const controls = 'input, select, textarea, button, a, summary, dialog, [role], [contenteditable]'

/** Gives commands by their keys wherever no control has the focus; returns how to stop. */
export function listenForKeys(pair: StoreApi<Pair>): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof Element && event.target.closest(controls)) return
    const states = statesOf(pair)
    const command = commands.find(({ key, can }) => key === event.key.toLowerCase() && can(states))
    if (command === undefined) return
    event.preventDefault()
    command.perform(pair.getState().a)
  }
  addEventListener('keydown', listen)
  return () => removeEventListener('keydown', listen)
}
