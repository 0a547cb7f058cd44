// Every command once: its name, its key, when it can be given and what it does; buttons, menu and keyboard read this table.

import { shownFrame } from './frames.ts'
import type { Lab } from './laboratory.ts'
import type { LabState } from './labState.ts'

export interface Command {
  readonly id: 'train' | 'pause' | 'oneStep' | 'reset' | 'earlier' | 'later'
  /** as in KeyboardEvent.key, lower case */
  readonly key: string
  /** how the key is written for the reader */
  readonly keyName: string
  readonly can: (state: LabState) => boolean
  readonly perform: (lab: Lab) => void
}

const isTraining = ({ progress }: LabState) => progress?.state === 'training'

export const commands: readonly Command[] = [
  {
    id: 'train',
    key: ' ',
    keyName: 'Space',
    can: ({ progress }) => progress?.state === 'paused',
    perform: (lab) => lab.train(),
  },
  { id: 'pause', key: ' ', keyName: 'Space', can: isTraining, perform: (lab) => lab.pause() },
  {
    id: 'oneStep',
    key: 'n',
    keyName: 'N',
    can: ({ progress }) => progress !== null && ['paused', 'training', 'finished'].includes(progress.state),
    perform: (lab) => lab.oneStep(),
  },
  {
    id: 'reset',
    key: 'r',
    keyName: 'R',
    can: ({ progress }) => progress !== null,
    perform: (lab) => lab.reset(),
  },
  {
    id: 'earlier',
    key: 'arrowleft',
    keyName: 'Left',
    can: ({ frames }) => frames.length > 1,
    perform: (lab) => turn(lab, -1),
  },
  {
    id: 'later',
    key: 'arrowright',
    keyName: 'Right',
    can: ({ frames }) => frames.length > 1,
    perform: (lab) => turn(lab, 1),
  },
]

export function commandOf(id: Command['id']): Command {
  return commands.find((command) => command.id === id)!
}

/** Shows the frame before or after the shown one; past the last one, the run itself. */
export function turn(lab: Lab, by: -1 | 1): void {
  const state = lab.store.getState()
  const shown = shownFrame(state)
  const at = state.frames.findIndex((frame) => frame === shown)
  const next = state.frames[Math.max(0, at + by)]
  if (next) lab.show(next === state.frames.at(-1) ? 'live' : next.step)
}

/** Keys that a control under the focus needs for itself. */
const controls = 'input, select, textarea, button, a, summary, dialog, [role], [contenteditable]'

/** Gives commands by their keys wherever no control has the focus; returns how to stop. */
export function listenForKeys(lab: Lab): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof Element && event.target.closest(controls)) return
    const state = lab.store.getState()
    const command = commands.find(({ key, can }) => key === event.key.toLowerCase() && can(state))
    if (command === undefined) return
    event.preventDefault()
    command.perform(lab)
  }
  addEventListener('keydown', listen)
  return () => removeEventListener('keydown', listen)
}
