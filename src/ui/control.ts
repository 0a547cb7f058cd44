// What a group of controls says of each of them, for screen readers: a name of its own, and a description.

import { createContext } from 'react'

export interface ControlWords {
  /** Instead of the visible label, where that alone does not say enough. */
  readonly name?: string
  /** For instance that a change starts a fresh run. */
  readonly description?: string
}

/** Read by every control of this room. */
export const ControlContext = createContext<ControlWords>({})
