// What a group of controls says of each of them, for screen readers: a name of its own, and a description.

import { createContext, type ReactNode } from 'react'

export interface ControlWords {
  /** Instead of the visible label, where that alone does not say enough. */
  readonly name?: string
  /** Id of the element that describes it, for instance that a change starts a fresh run. */
  readonly describedBy?: string
}

/** Read by every control of this room. */
export const ControlContext = createContext<ControlWords>({})

/** The ids of everything that describes a control: its group's sentence, and its own where it has one. */
export function describedBy(control: ControlWords, own: ReactNode): string | undefined {
  return [control.describedBy, own].filter((id) => typeof id === 'string' && id !== '').join(' ') || undefined
}
